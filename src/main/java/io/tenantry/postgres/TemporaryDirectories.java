package io.tenantry.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.util.FileSystemUtils;

/**
 * Directories of databases that go with their application, as tests use them. Whoever takes one first clears away those
 * whose application was killed, with the servers that still run on them.
 */
final class TemporaryDirectories {

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
        var lock = DirectoryLock.tryTake(directory);
        if (lock.isEmpty()) {
            return;
        }
        try (var held = lock.get()) {
            OrphanedServer.shutDownOn(held.directory());
            FileSystemUtils.deleteRecursively(directory.path());
        }
    }
}
