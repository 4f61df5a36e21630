package io.tenantry.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {

    @TempDir
    private Path folder;

    private PostgresSettings settings;

    @BeforeEach
    void keepTheDataInAFolder() {
        settings = new PostgresSettings(folder.resolve("postgres").toString(), KilledApplication.BINARIES, 0, Map.of());
    }

    @Test
    void keepsItsDataOverARestart() throws Exception {
        try (var first = EmbeddedDatabase.start(settings)) {
            execute(first, "create table invoice (number text not null)");
            execute(first, "insert into invoice (number) values ('INV-000001')");
        }

        try (var second = EmbeddedDatabase.start(settings)) {
            assertThat(ask(second, "select number from invoice")).isEqualTo("INV-000001");
        }
    }

    @Test
    void keepsItsDataWhenTheApplicationIsKilled() throws Exception {
        var application = Application.start(settings.directory());
        var server = application.server();

        application.kill();

        assertThat(server.isAlive()).as("the killed application's server").isTrue();
        try (var restarted = EmbeddedDatabase.start(settings)) {
            assertThat(ask(restarted, "select number from invoice")).isEqualTo("INV-000001");
            assertThat(server.isAlive()).as("the orphan").isFalse();
        }
    }

    @Test
    void keepsItsDataWhenTheServerIsKilledWithTheApplication() throws Exception {
        var application = Application.start(settings.directory());
        var server = application.server();

        application.kill();
        server.destroyForcibly();
        server.onExit().join();

        try (var restarted = EmbeddedDatabase.start(settings)) {
            assertThat(ask(restarted, "select number from invoice")).isEqualTo("INV-000001");
        }
    }

    @Test
    void syncsWhatIsCommitted() throws Exception {
        try (var database = EmbeddedDatabase.start(settings)) {
            assertThat(ask(database, "show fsync")).isEqualTo("on");
            assertThat(ask(database, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(database, "show full_page_writes")).isEqualTo("on");
        }
    }

    @Test
    void isOfTheMajorVersionThatItClaims() throws Exception {
        try (var database = EmbeddedDatabase.start(settings)) {
            assertThat(ask(database, "show server_version")).startsWith(EmbeddedDatabase.MAJOR_VERSION + ".");
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() throws Exception {
        try (var database = EmbeddedDatabase.start(settings)) {
            for (var user : new String[] {EmbeddedDatabase.NAME, "postgres"}) {
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> DriverManager.getConnection(database.url(), user, "guessed"))
                        .withMessageContaining("password authentication failed");
            }
            assertThat(ask(database, "show listen_addresses")).isEqualTo("localhost");
            assertThat(ask(database, "select rolsuper from pg_roles where rolname = current_user"))
                    .isEqualTo("f");
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("postgres/password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesASecondApplicationOnTheSameDirectory() throws Exception {
        try (var database = EmbeddedDatabase.start(settings)) {
            assertThatExceptionOfType(DatabaseUnavailable.class)
                    .isThrownBy(() -> EmbeddedDatabase.start(settings))
                    .withMessage("The database in %s is in use by another Tenantry.", settings.directory())
                    .satisfies(refused -> assertThat(refused.remedy()).contains("--tenantry.postgres.directory="));

            assertThat(ask(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void refusesASecondProcessOnTheSameDirectory() throws Exception {
        var application = Application.start(settings.directory());
        try {
            assertThatExceptionOfType(DatabaseUnavailable.class)
                    .isThrownBy(() -> EmbeddedDatabase.start(settings))
                    .withMessageContaining("in use by another Tenantry");

            assertThat(application.server().isAlive()).isTrue();
        } finally {
            application.kill();
            EmbeddedDatabase.start(settings).close();
        }
    }

    @Test
    void refusesADatabaseOfAnotherMajorVersion() throws Exception {
        EmbeddedDatabase.start(settings).close();
        Files.writeString(folder.resolve("postgres/version"), "16\n");

        assertThatExceptionOfType(DatabaseUnavailable.class)
                .isThrownBy(() -> EmbeddedDatabase.start(settings))
                .withMessage(
                        "The database in %s was made by PostgreSQL 16, but this Tenantry brings PostgreSQL 17.",
                        settings.directory())
                .satisfies(refused -> assertThat(refused.remedy()).contains("pg_dump", "SPRING_DATASOURCE_URL"));
    }

    @Test
    void startsAfreshWhereTheFirstStartWasCutShort() throws Exception {
        Files.createDirectories(folder.resolve("postgres/cluster"));
        Files.writeString(folder.resolve("postgres/cluster/PG_VERSION"), "17\n");
        Files.writeString(folder.resolve("postgres/password"), "from-the-first-start\n");

        try (var database = EmbeddedDatabase.start(settings)) {
            assertThat(ask(database, "select 1")).isEqualTo("1");
        }

        try (var kept = Files.newDirectoryStream(folder.resolve("postgres"), "cluster-unfinished-*")) {
            assertThat(kept).hasSize(1);
        }
    }

    @Test
    void unpacksAgainWhatWasUnpackedOnlyHalf() throws Exception {
        var half = Files.createDirectories(folder.resolve("binaries/PG-half/bin"));

        EmbeddedDatabase.start(new PostgresSettings(
                        settings.directory(), folder.resolve("binaries").toString(), 0, Map.of()))
                .close();

        assertThat(half).doesNotExist();
    }

    @Test
    void refusesToGuessALostPassword() throws Exception {
        EmbeddedDatabase.start(settings).close();
        Files.delete(folder.resolve("postgres/password"));

        assertThatThrownBy(() -> EmbeddedDatabase.start(settings))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("the file with its password is not");
    }

    @Test
    void saysWhatTheServersLogSaysWhenItDoesNotStart() throws Exception {
        Files.createDirectories(folder.resolve("postgres"));
        Files.createFile(folder.resolve("postgres/password"));

        assertThatThrownBy(() -> EmbeddedDatabase.start(settings))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("initdb: error: password file")
                .hasMessageContaining("is empty");
    }

    @Test
    void leavesNothingBehindWhenTemporary() throws Exception {
        Path temporary;
        try (var database = EmbeddedDatabase.start(new PostgresSettings("", KilledApplication.BINARIES, 0, Map.of()))) {
            temporary = database.directory();
            assertThat(temporary).exists();
        }

        assertThat(temporary).doesNotExist();
    }

    @Test
    void clearsAwayTheTemporaryDatabaseOfAKilledApplication() throws Exception {
        var application = Application.start("");
        var left = application.directory();
        var server = application.server();

        application.kill();
        EmbeddedDatabase.start(new PostgresSettings("", KilledApplication.BINARIES, 0, Map.of()))
                .close();

        assertThat(server.isAlive()).isFalse();
        assertThat(left).doesNotExist();
    }

    private record Application(Process process, Path directory) {

        static Application start(String directory) throws IOException {
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            KilledApplication.class.getName(),
                            directory)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            var committed = output.lines()
                    .filter(line -> line.startsWith(KilledApplication.COMMITTED))
                    .findFirst()
                    .orElseThrow();
            return new Application(process, Path.of(committed.substring(KilledApplication.COMMITTED.length())));
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        ProcessHandle server() throws IOException {
            var pidFile = Files.readAllLines(directory.resolve("cluster/postmaster.pid"));
            return ProcessHandle.of(Long.parseLong(pidFile.get(0))).orElseThrow();
        }
    }

    private static void execute(EmbeddedDatabase database, String statement) throws SQLException {
        try (var connection = connect(database);
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        }
    }

    private static String ask(EmbeddedDatabase database, String question) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url(), EmbeddedDatabase.NAME, database.password());
    }
}
