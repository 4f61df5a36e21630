package io.tenantry.postgres;

import java.sql.DriverManager;
import java.util.Map;

/** An application to be killed: starts the database in the given directory, commits one row and waits for its end. */
final class KilledApplication {

    /** Unpacked once for all tests. */
    static final String BINARIES = "target/postgres-binaries";

    static final String COMMITTED = "committed in ";

    private KilledApplication() {}

    public static void main(String[] arguments) throws Exception {
        var database = EmbeddedDatabase.start(new PostgresSettings(arguments[0], BINARIES, 0, Map.of()));
        try (var connection = DriverManager.getConnection(database.url(), EmbeddedDatabase.NAME, database.password());
                var statement = connection.createStatement()) {
            statement.execute("create table invoice (number text not null)");
            statement.execute("insert into invoice (number) values ('INV-000001')");
        }
        System.out.println(COMMITTED + database.directory());
        Thread.currentThread().join();
    }
}
