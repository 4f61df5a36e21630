package io.tenantry.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/** Starts the server with the settings of a store that must not forget, and makes our database in it. */
record ServerLaunch(DatabaseDirectory directory, PostgresSettings settings, String password) {

    /** The library turns both off; with either of them off, a crash loses committed invoices. */
    private static final Map<String, String> DURABLE = Map.of("fsync", "on", "synchronous_commit", "on");

    private static final Map<String, String> MODEST =
            Map.of("shared_buffers", "64MB", "max_connections", "60", "jit", "off", "log_checkpoints", "off");

    /** No socket file: the only way in is localhost, with the password. */
    private static final Map<String, String> CLOSED =
            Map.of("listen_addresses", "localhost", "unix_socket_directories", "");

    /** Sorting and upper case are the server's own, so they are the same on each machine. */
    private static final Map<String, String> LOCALE =
            Map.of("locale", "C", "locale-provider", "builtin", "builtin-locale", "C.UTF-8");

    static void requireStartable() {
        if ("root".equals(System.getProperty("user.name")) && !LinuxUtils.isUnshareAvailable()) {
            throw new DatabaseUnavailable(
                    "PostgreSQL refuses to run as root, and this machine has no user namespaces to run it in.",
                    "Start Tenantry as another user, or set SPRING_DATASOURCE_URL to a PostgreSQL server of yours.");
        }
    }

    EmbeddedPostgres start() throws IOException {
        var log = Redirect.appendTo(directory.log().toFile());
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(directory.cluster())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setPort(settings.port())
                .setConnectConfig("password", password)
                .setErrorRedirector(log)
                .setOutputRedirector(log)
                .setOverrideWorkingDirectory(settings.unpacked().path().toFile());
        MODEST.forEach(builder::setServerConfig);
        LOCALE.forEach(builder::setLocaleConfig);
        settings.server().forEach(builder::setServerConfig);
        DURABLE.forEach(builder::setServerConfig);
        CLOSED.forEach(builder::setServerConfig);
        requirePassword(builder);
        return start(builder);
    }

    /** The library hands what it calls locale options to initdb as they are; these two replace its open door. */
    private void requirePassword(EmbeddedPostgres.Builder builder) {
        builder.setLocaleConfig("auth", "scram-sha-256");
        builder.setLocaleConfig("pwfile", directory.password().toString());
    }

    private EmbeddedPostgres start(EmbeddedPostgres.Builder builder) throws IOException {
        EmbeddedPostgres server;
        try {
            server = builder.start();
        } catch (IOException | IllegalStateException | ExceptionInInitializerError failed) {
            throw new DatabaseUnavailable(
                    "PostgreSQL in %s did not start: %s%n%s"
                            .formatted(directory.path(), failed.getMessage(), directory.lastLogLines()),
                    "Mend what its log says (%s), or set SPRING_DATASOURCE_URL to a PostgreSQL server of yours."
                            .formatted(directory.log()),
                    failed);
        }
        try {
            makeDatabase(server);
            directory.writeVersion(EmbeddedDatabase.MAJOR_VERSION);
            return server;
        } catch (IOException | RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    private void makeDatabase(EmbeddedPostgres server) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            if (!has(statement, "select 1 from pg_roles where rolname = 'tenantry'")) {
                statement.execute("create role tenantry login password '" + password + "'");
            }
            if (!has(statement, "select 1 from pg_database where datname = 'tenantry'")) {
                statement.execute("create database tenantry owner tenantry");
            }
        } catch (SQLException failed) {
            throw new DatabaseUnavailable(
                    "PostgreSQL in %s runs, but our database cannot be made in it: %s"
                            .formatted(directory.path(), failed.getMessage()),
                    "If the password file was replaced, restore " + directory.password() + ".",
                    failed);
        }
    }

    private static boolean has(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
