package io.tenantry.sandbox.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * All that the sandbox remembers: named collections of documents in one file, changed by one request at a time.
 *
 * <p>A change is written to the file before its answer leaves, and wholly or not at all, so that the outside world stays
 * true to what it has said even if its process is killed. Without a file it lives in memory and dies with the process.
 */
public final class World implements AutoCloseable {

    /** Each change rewrites the pages it touches: small ones, and reused soon, keep the file small. */
    private static final int PAGE_BYTES = 4096;

    private static final int RETENTION_MILLIS = 2000;
    private static final int CHANGES_BETWEEN_COMPACTIONS = 256;
    private static final int WANTED_FILL_RATE = 60;
    private static final int COMPACTED_BYTES = 8 * 1024 * 1024;

    private final MVStore store;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final List<Runnable> beforeCommit = new CopyOnWriteArrayList<>();
    private final List<Runnable> afterClear = new CopyOnWriteArrayList<>();
    private int changes;

    private World(MVStore store) {
        this.store = store;
    }

    public static World open(@Nullable Path file) {
        // Nothing may be written in the middle of a change, hence no commits in the background.
        var builder = new MVStore.Builder()
                .autoCommitDisabled()
                .compress()
                .cacheSize(8)
                .pageSplitSize(PAGE_BYTES);
        if (file == null) {
            return new World(builder.open());
        }
        try {
            var absolute = file.toAbsolutePath();
            Files.createDirectories(absolute.getParent());
            var store = builder.fileName(absolute.toString()).open();
            store.setRetentionTime(RETENTION_MILLIS);
            return new World(store);
        } catch (MVStoreException e) {
            throw new IllegalStateException(explain(file, e), e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the directory of the sandbox's store " + file, e);
        }
    }

    private static String explain(Path file, MVStoreException e) {
        if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
            return "The sandbox's store " + file + " is used by another process; stop that one or name another file";
        }
        return "The sandbox's store " + file + " cannot be read; move it away to start afresh: " + e.getMessage();
    }

    public Documents documents(String name) {
        lock.lock();
        try {
            MVMap<String, String> map = store.openMap(name);
            // A collection that a rollback would make disappear must not come into being inside a change.
            store.commit();
            return new Documents(map);
        } finally {
            lock.unlock();
        }
    }

    /** Runs what reads or changes the world, alone, and commits it; what fails leaves no trace. */
    public <T> T alone(Callable<T> action) throws Exception {
        lock.lock();
        var done = false;
        try {
            T result = action.call();
            commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                store.rollback();
            }
            lock.unlock();
        }
    }

    /** Registers what wants to be written along with the next change. */
    public void beforeCommit(Runnable flush) {
        beforeCommit.add(flush);
    }

    /** Registers what keeps a copy of the state in memory and must forget it when the world is reset. */
    public void afterClear(Runnable forget) {
        afterClear.add(forget);
    }

    /** Forgets everything. */
    public void clear() {
        for (var name : store.getMapNames()) {
            store.openMap(name).clear();
        }
        afterClear.forEach(Runnable::run);
    }

    private void commit() {
        if (!store.hasUnsavedChanges()) {
            return;
        }
        beforeCommit.forEach(Runnable::run);
        store.commit();
        changes++;
        if (changes % CHANGES_BETWEEN_COMPACTIONS == 0) {
            store.compact(WANTED_FILL_RATE, COMPACTED_BYTES);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            store.close();
        } finally {
            lock.unlock();
        }
    }
}
