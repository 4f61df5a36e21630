package io.tenantry.bench;

import io.tenantry.sync.ProviderSyncs;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs syncs by the engine's own threads, waits for their end and tells what they cost. */
final class SyncRuns {

    private static final Duration LONGEST = Duration.ofHours(2);
    private static final Duration LOOKS_EVERY = Duration.ofMillis(250);

    /** Collecting garbage only to look costs time that is measured too, so it is done seldom. */
    private static final int LOOKS_PER_WEIGHING = 80;

    private final ProviderSyncs syncs;
    private final JdbcClient sql;
    private final SandboxProcess sandbox;

    SyncRuns(ProviderSyncs syncs, JdbcClient sql, SandboxProcess sandbox) {
        this.syncs = syncs;
        this.sql = sql;
        this.sandbox = sandbox;
    }

    /** @param elsewhere how often others than the sync have been turned away with 429 */
    SyncFigures sync(String name, IntSupplier elsewhere) throws IOException, InterruptedException {
        var memory = SyncMemory.now();
        var throttled = sandbox.answered(429) - elsewhere.getAsInt();
        var meter = Meter.start(sql, sandbox);
        var number = syncs.request("partner-center", true).get(0);
        var deadline = System.nanoTime() + LONGEST.toNanos();
        for (var look = 1; !syncs.get(number).status().equals("FINISHED"); look++) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(number + " has not finished: " + syncs.get(number));
            }
            if (look % LOOKS_PER_WEIGHING == 0) {
                memory = memory.again();
            }
            TimeUnit.NANOSECONDS.sleep(LOOKS_EVERY.toNanos());
        }
        var sync = syncs.get(number);
        var spent = meter.stop((int) sync.numbers().tenants(), Duration.ZERO);
        throttled = sandbox.answered(429) - elsewhere.getAsInt() - throttled;
        return new SyncFigures(name, spent, sync.numbers(), memory.again(), throttled, jobs(number));
    }

    /** Jobs of the engine that one sync took. */
    private long jobs(String number) {
        return sql.sql(
                        """
                        select count(*) from act_hi_job_log l
                        join act_hi_procinst p on p.proc_inst_id_ = l.process_instance_id_
                        where p.business_key_ = :number and l.job_state_ = 2""")
                .param("number", number)
                .query(Long.class)
                .single();
    }
}
