package io.tenantry.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL whose application was killed: it goes on running and would keep the next one from starting. It is asked
 * to shut down in good order, so nothing that was committed is lost.
 */
record OrphanedServer(ProcessHandle process) {

    private static final Logger log = LoggerFactory.getLogger(OrphanedServer.class);
    private static final int PATIENCE_SECONDS = 60;

    /** Ends the server that a killed application left on a directory whose lock the caller holds. */
    static void shutDownOn(DatabaseDirectory directory) throws IOException {
        var orphan = of(directory.cluster());
        if (orphan.isPresent()) {
            orphan.get().shutDown();
        }
    }

    /**
     * Finds the server that still runs on a cluster. A process that merely got the same number later is not it: its
     * program and the directory in the pid file must be right too.
     */
    private static Optional<OrphanedServer> of(Path cluster) throws IOException {
        var pidFile = cluster.resolve("postmaster.pid");
        if (Files.notExists(pidFile)) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(pidFile);
        if (lines.size() < 2 || !Path.of(lines.get(1)).equals(cluster.toAbsolutePath())) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                .filter(ProcessHandle::isAlive)
                .filter(OrphanedServer::isPostgres)
                .map(OrphanedServer::new);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString())
                .filter(program -> program.equals("postgres") || program.equals("postgres.exe"))
                .isPresent();
    }

    private void shutDown() throws IOException {
        log.warn(
                "The last Tenantry here was killed and its PostgreSQL (process {}) still runs; shutting it down",
                process.pid());
        interrupt();
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException stillRunning) {
            throw new DatabaseUnavailable(
                    "The PostgreSQL that a killed Tenantry left behind (process %d) did not shut down within %d seconds."
                            .formatted(process.pid(), PATIENCE_SECONDS),
                    "End that process, then start again.",
                    stillRunning);
        } catch (ExecutionException | InterruptedException broken) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while an orphaned PostgreSQL shut down", broken);
        }
    }

    /** SIGINT is PostgreSQL's fast shutdown; the SIGTERM of {@code destroy()} would wait for each open session. */
    private void interrupt() throws IOException {
        if (System.getProperty("os.name").startsWith("Windows")) {
            process.destroy();
            return;
        }
        new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start();
    }
}
