package io.tenantry.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.util.FileSystemUtils;

/** The folder where the server's programs are unpacked, once, and used from then on. */
record Binaries(Path path) {

    /** A turn to unpack and start: one process at a time, so nobody sees programs that are half there. */
    record Turn(FileChannel lock) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            lock.close();
        }
    }

    Turn awaitTurn() throws IOException {
        Files.createDirectories(path);
        var channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.lock();
        removeHalfUnpacked();
        return new Turn(channel);
    }

    /** The library marks a complete folder last; it would never complete one whose unpacking was cut short. */
    private void removeHalfUnpacked() throws IOException {
        try (var versions = Files.list(path).filter(Files::isDirectory)) {
            for (var unpacked : versions.toList()) {
                if (Files.notExists(unpacked.resolve(".exists"))) {
                    FileSystemUtils.deleteRecursively(unpacked);
                }
            }
        }
    }
}
