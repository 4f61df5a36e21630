package io.tenantry.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one embedded database: the cluster itself, the password, the version that made it, the server's log and the lock of the application that uses it.
 */
record DatabaseDirectory(Path path) {

    private static final Logger log = LoggerFactory.getLogger(DatabaseDirectory.class);

    static DatabaseDirectory of(String path) {
        return new DatabaseDirectory(Path.of(path).toAbsolutePath().normalize());
    }

    Path cluster() {
        return path.resolve("cluster");
    }

    Path password() {
        return path.resolve("password");
    }

    Path version() {
        return path.resolve("version");
    }

    Path log() {
        return path.resolve("postgres.log");
    }

    Path lock() {
        return path.resolve("lock");
    }

    /** Makes the folder, readable by its owner alone, and takes it for this application. */
    DirectoryLock take() throws IOException {
        Files.createDirectories(path.getParent());
        if (Files.notExists(path)) {
            Files.createDirectory(path, onlyOwner("rwx------"));
        }
        return DirectoryLock.tryTake(this)
                .orElseThrow(() -> new DatabaseUnavailable(
                        "The database in %s is in use by another Tenantry.".formatted(path),
                        "Stop that one, or start this one with --tenantry.postgres.directory=<another directory>."));
    }

    /**
     * Moves aside a cluster whose making was cut short: it would never start. It is not deleted, for nothing here
     * deletes data. The log of the last run is kept beside the new one.
     */
    void clearForStart() throws IOException {
        if (Files.exists(cluster()) && Files.notExists(version())) {
            var aside = path.resolve("cluster-unfinished-" + HexFormat.of().formatHex(random(4)));
            Files.move(cluster(), aside);
            log.warn("A first start was interrupted before the database was complete; moved it to {}", aside);
        }
        if (Files.exists(log())) {
            Files.move(log(), path.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Refuses a cluster that another major version made: PostgreSQL cannot read it, and must not try. */
    void requireVersion(String major) throws IOException {
        if (Files.notExists(version())) {
            return;
        }
        var found = Files.readString(version()).strip();
        if (!found.equals(major)) {
            throw new DatabaseUnavailable(
                    "The database in %s was made by PostgreSQL %s, but this Tenantry brings PostgreSQL %s."
                            .formatted(path, found, major),
                    ("Start the Tenantry that made it, dump it with pg_dump, and load the dump into an empty directory;"
                                    + " or start with --tenantry.postgres.directory=<another directory>; or set"
                                    + " SPRING_DATASOURCE_URL to a PostgreSQL %s server that serves it.")
                            .formatted(found));
        }
    }

    void writeVersion(String major) throws IOException {
        Files.writeString(version(), major + "\n");
    }

    /** The password of this database, made with its first start. */
    String readOrMakePassword() throws IOException {
        if (Files.exists(password())) {
            return Files.readString(password()).strip();
        }
        if (Files.exists(cluster())) {
            throw new DatabaseUnavailable(
                    "The database in %s is there, but the file with its password is not: %s."
                            .formatted(path, password()),
                    "Restore that file from a backup of the directory, or start with"
                            + " --tenantry.postgres.directory=<another directory>.");
        }
        var made = HexFormat.of().formatHex(random(24));
        Files.createFile(password(), onlyOwner("rw-------"));
        Files.writeString(password(), made + "\n");
        return made;
    }

    /** The last lines of the server's log, for the message of a failed start. */
    String lastLogLines() {
        try {
            var lines = Files.readAllLines(log(), StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
        } catch (IOException unreadable) {
            return "(no log in " + log() + ")";
        }
    }

    private static byte[] random(int bytes) {
        var value = new byte[bytes];
        new SecureRandom().nextBytes(value);
        return value;
    }

    private static FileAttribute<?>[] onlyOwner(String permissions) {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return List.of(PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)))
                .toArray(new FileAttribute<?>[0]);
    }
}
