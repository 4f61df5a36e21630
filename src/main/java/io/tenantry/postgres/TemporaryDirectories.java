package io.tenantry.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Directories of databases that go with their application, as tests use them. Whoever takes one first clears away those
 * whose application was killed, with the servers that still run on them.
 */
final class TemporaryDirectories {

    private static final Logger log = LoggerFactory.getLogger(TemporaryDirectories.class);

    static final Path BASE =
            Path.of(System.getProperty("java.io.tmpdir"), "tenantry-postgres-" + System.getProperty("user.name"));

    private static final Path DATABASES = BASE.resolve("databases");

    private TemporaryDirectories() {}

    /** Must be called in one's {@link Binaries.Turn}: then no directory is seen before it is locked. */
    static DirectoryLock takeNext() throws IOException {
        Files.createDirectories(DATABASES);
        removeLeft();
        return new DatabaseDirectory(DATABASES.resolve(UUID.randomUUID().toString())).take();
    }

    private static void removeLeft() throws IOException {
        try (var candidates = Files.list(DATABASES)) {
            for (var candidate : candidates.toList()) {
                removeIfLeft(new DatabaseDirectory(candidate));
            }
        }
    }

    private static void removeIfLeft(DatabaseDirectory directory) throws IOException {
        try {
            var lock = DirectoryLock.tryTake(directory);
            if (lock.isPresent()) {
                remove(lock.get());
            }
        } catch (NoSuchFileException gone) {
            log.debug("{} was cleared away by its own application as it ended", gone.getFile());
        }
    }

    private static void remove(DirectoryLock lock) throws IOException {
        try (lock) {
            OrphanedServer.shutDownOn(lock.directory());
            FileSystemUtils.deleteRecursively(lock.directory().path());
        }
    }
}
