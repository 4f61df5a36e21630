package io.tenantry.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One application at a time in one database directory. The operating system frees the lock when the process dies,
 * however it dies; so whoever can take the lock knows that a server still running there is an orphan.
 */
final class DirectoryLock implements AutoCloseable {

    /** File locks belong to the process: opening and closing the file once more in it would free the lock. */
    private static final Set<Path> HELD_BY_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private final DatabaseDirectory directory;
    private final FileChannel channel;

    private DirectoryLock(DatabaseDirectory directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** Takes the lock, or nothing while another application holds it. */
    static Optional<DirectoryLock> tryTake(DatabaseDirectory directory) throws IOException {
        if (!HELD_BY_THIS_PROCESS.add(directory.lock())) {
            return Optional.empty();
        }
        var channel = open(directory);
        if (channel.tryLock() == null) {
            channel.close();
            HELD_BY_THIS_PROCESS.remove(directory.lock());
            return Optional.empty();
        }
        return Optional.of(new DirectoryLock(directory, channel));
    }

    private static FileChannel open(DatabaseDirectory directory) throws IOException {
        try {
            return FileChannel.open(directory.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException unusable) {
            HELD_BY_THIS_PROCESS.remove(directory.lock());
            throw unusable;
        }
    }

    DatabaseDirectory directory() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD_BY_THIS_PROCESS.remove(directory.lock());
    }
}
