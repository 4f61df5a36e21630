package io.tenantry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.bench.BilledInvoices.Batch;
import io.tenantry.invoicing.BillingRuns;
import java.time.Duration;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Releases invoices and lets the engine's jobs do the rest. */
final class EngineRun {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PATIENCE_PER_INVOICE = Duration.ofSeconds(1);
    private static final int PAUSE_MILLIS = 50;
    private static final int CHUNK = 200;

    private final JdbcClient sql;
    private final SandboxProcess sandbox;
    private final BillingRuns runs;

    EngineRun(ApplicationContext application, SandboxProcess sandbox) {
        this.sql = application.getBean(JdbcClient.class);
        this.sandbox = sandbox;
        this.runs = application.getBean(BillingRuns.class);
    }

    /** From the release of the first to the end of the last process instance. */
    Spent send(Batch batch) throws InterruptedException {
        var meter = Meter.start(sql, sandbox);
        while (runs.releaseNext(batch.run(), CHUNK)) {}
        awaitEnd(PATIENCE.plus(PATIENCE_PER_INVOICE.multipliedBy(batch.size())));
        var spent = meter.stop(batch.size(), Duration.ZERO);
        assertThat(ended(batch)).as("process instances that ended").isEqualTo(batch.size());
        return spent;
    }

    /** How many jobs ran for the batch, those that failed included. */
    long jobs(Batch batch, boolean failed) {
        return sql.sql(
                        """
                        select count(*)
                        from act_hi_job_log l
                        join act_hi_procinst p on p.proc_inst_id_ = l.process_instance_id_
                        where p.business_key_ = any(:numbers) and l.job_state_ = :state
                        """)
                .param("numbers", batch.numbers().toArray(String[]::new))
                .param("state", failed ? 1 : 2)
                .query(Long.class)
                .single();
    }

    private void awaitEnd(Duration patience) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (any("act_ru_execution")) {
            assertThat(any("act_ru_incident"))
                    .as("incidents; see the log above")
                    .isFalse();
            assertThat(System.nanoTime()).as("not ended within " + patience).isLessThan(deadline);
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private boolean any(String table) {
        return sql.sql("select exists (select 1 from " + table + ")")
                .query(Boolean.class)
                .single();
    }

    private int ended(Batch batch) {
        return sql.sql(
                        """
                        select count(*)
                        from act_hi_procinst
                        where proc_def_key_ = 'post-invoice' and state_ = 'COMPLETED' and business_key_ = any(:numbers)
                        """)
                .param("numbers", batch.numbers().toArray(String[]::new))
                .query(Integer.class)
                .single();
    }
}
