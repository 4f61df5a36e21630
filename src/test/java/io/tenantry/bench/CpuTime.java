package io.tenantry.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What JVM and PostgreSQL have spent so far; PostgreSQL's figure comes from Linux's {@code /proc}. */
record CpuTime(Duration jvm, Duration postgres) {

    /** Linux counts in hundredths of a second on each of its platforms. */
    private static final long TICKS_PER_SECOND = 100;

    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int USER_OF_ENDED_CHILDREN = 13;
    private static final int SYSTEM_OF_ENDED_CHILDREN = 14;

    static CpuTime now(JdbcClient sql) {
        var jvm = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
        return new CpuTime(Duration.ofNanos(jvm), postgres(sql));
    }

    CpuTime since(CpuTime earlier) {
        return new CpuTime(jvm.minus(earlier.jvm), postgres.minus(earlier.postgres));
    }

    /** The server with all its processes. One that ends meanwhile is found in what the server says of ended ones. */
    private static Duration postgres(JdbcClient sql) {
        var backend = sql.sql("select pg_backend_pid()").query(Long.class).single();
        var server = stat(backend).map(fields -> Long.parseLong(fields[PARENT])).orElseThrow();
        var ticks = 0L;
        for (var child : ProcessHandle.of(server).orElseThrow().children().toList()) {
            ticks += stat(child.pid()).map(fields -> sum(fields, USER, SYSTEM)).orElse(0L);
        }
        ticks += stat(server)
                .map(fields -> sum(fields, USER, SYSTEM, USER_OF_ENDED_CHILDREN, SYSTEM_OF_ENDED_CHILDREN))
                .orElseThrow();
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    /** Proportional set size: what the processes share is counted once. */
    static long megabytesOfPostgres(JdbcClient sql) {
        var backend = sql.sql("select pg_backend_pid()").query(Long.class).single();
        var server = stat(backend).map(fields -> Long.parseLong(fields[PARENT])).orElseThrow();
        var processes = Stream.concat(
                Stream.of(server),
                ProcessHandle.of(server).orElseThrow().children().map(ProcessHandle::pid));
        return processes.mapToLong(CpuTime::proportionalKilobytes).sum() >> 10;
    }

    private static long proportionalKilobytes(long pid) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | UncheckedIOException ended) {
            return 0;
        }
    }

    private static long sum(String[] fields, int... wanted) {
        var sum = 0L;
        for (var field : wanted) {
            sum += Long.parseLong(fields[field]);
        }
        return sum;
    }

    /** The fields after the command's name, so that index 1 is the parent; empty if the process has ended. */
    private static Optional<String[]> stat(long pid) {
        try {
            var text = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return Optional.of(text.substring(text.lastIndexOf(')') + 2).split(" "));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }
}
