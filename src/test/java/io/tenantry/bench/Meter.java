package io.tenantry.bench;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells what was spent since it was started. */
final class Meter {

    private final JdbcClient sql;
    private final SandboxProcess sandbox;
    private final CpuTime cpu;
    private final Duration outside;
    private final long start;

    private Meter(JdbcClient sql, SandboxProcess sandbox) {
        this.sql = sql;
        this.sandbox = sandbox;
        this.cpu = CpuTime.now(sql);
        this.outside = sandbox.cpu();
        this.start = System.nanoTime();
    }

    static Meter start(JdbcClient sql, SandboxProcess sandbox) {
        return new Meter(sql, sandbox);
    }

    Spent stop(int times, Duration busy) {
        var wall = Duration.ofNanos(System.nanoTime() - start);
        var spent = CpuTime.now(sql).since(cpu);
        return new Spent(
                times, wall, busy, spent.jvm(), spent.postgres(), sandbox.cpu().minus(outside));
    }
}
