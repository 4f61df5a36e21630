package io.tenantry.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A running PostgreSQL server of our own. What was committed is on disk: unlike the test database that the library
 * means it to be, it syncs, keeps its data, asks for a password and outlives everything that uses it.
 */
final class EmbeddedDatabase implements AutoCloseable {

    /** The major version of the binaries in the pom; a cluster of another one is refused. */
    static final String MAJOR_VERSION = "17";

    /** The database and the role that owns it; the superuser stays with the server. */
    static final String NAME = "tenantry";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private final DirectoryLock lock;
    private final EmbeddedPostgres server;
    private final String password;
    private final boolean temporary;

    private EmbeddedDatabase(DirectoryLock lock, EmbeddedPostgres server, String password, boolean temporary) {
        this.lock = lock;
        this.server = server;
        this.password = password;
        this.temporary = temporary;
    }

    /** One start at a time: a server that is being made must look like nobody's, to nobody. */
    static synchronized EmbeddedDatabase start(PostgresSettings settings) {
        ServerLaunch.requireStartable();
        try (var ignored = settings.unpacked().awaitTurn()) {
            return settings.temporary()
                    ? start(TemporaryDirectories.takeNext(), settings)
                    : start(DatabaseDirectory.of(settings.directory()).take(), settings);
        } catch (IOException failed) {
            throw new DatabaseUnavailable(
                    "The directory of the embedded PostgreSQL cannot be used: " + failed,
                    "Start with --tenantry.postgres.directory=<a directory that you may write to>.",
                    failed);
        }
    }

    private static EmbeddedDatabase start(DirectoryLock lock, PostgresSettings settings) throws IOException {
        var directory = lock.directory();
        try {
            OrphanedServer.shutDownOn(directory);
            directory.requireVersion(MAJOR_VERSION);
            directory.clearForStart();
            var password = directory.readOrMakePassword();
            var server = new ServerLaunch(directory, settings, password).start();
            log.info(
                    "PostgreSQL {} listens on localhost:{}, data in {}",
                    MAJOR_VERSION,
                    server.getPort(),
                    directory.path());
            return new EmbeddedDatabase(lock, server, password, settings.temporary());
        } catch (IOException | RuntimeException | Error failed) {
            lock.close();
            throw failed;
        }
    }

    String url() {
        return "jdbc:postgresql://localhost:%d/%s".formatted(server.getPort(), NAME);
    }

    Path directory() {
        return lock.directory().path();
    }

    String password() {
        return password;
    }

    /** Stops the server in good order. Whoever still uses it must be closed before. */
    @Override
    public void close() throws IOException {
        server.close();
        lock.close();
        if (temporary) {
            FileSystemUtils.deleteRecursively(directory());
        }
    }
}
