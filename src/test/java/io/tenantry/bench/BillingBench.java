package io.tenantry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Application;
import io.tenantry.invoicing.BillingPlans;
import io.tenantry.shared.Percent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Measures what billing costs over years:
 *
 * <pre>mvn -Pbench verify -Dit.test=BillingBench -Dbench.contracts=50000 -Dbench.months=36</pre>
 *
 * <p>All monthly contracts are billed month after month, with changes of seats in between, and nothing is sent out. Beside
 * each month stands the floor: the same rows written by bare {@code COPY} into the same tables. Results go to
 * {@code target/bench/billing.txt} and {@code .json}; what came out is asserted, how fast never.
 */
class BillingBench {

    private static final int CONTRACTS = Integer.getInteger("bench.contracts", 50_000);
    private static final int MONTHS = Integer.getInteger("bench.months", 36);
    private static final int CHANGED_PERMILLE = Integer.getInteger("bench.permille", 50);
    private static final Path RESULTS = Path.of("target", "bench");
    private static final LocalDate START = LocalDate.of(2020, 1, 1);

    @Test
    void billsTheWholeBaseMonthAfterMonth() throws Exception {
        var load = Machine.load();
        try (var application = start()) {
            var machine = Machine.facts(application, load);
            assertThat(machine).containsEntry("fsync", "on").containsEntry("synchronous_commit", "on");
            var base = new Base(
                    application.getBean(JdbcClient.class), application.getBean(TransactionTemplate.class), START);
            base.create(CONTRACTS);
            var floor = new Floor(application);
            floor.create();
            Files.createDirectories(RESULTS);
            var runs = new MonthRuns(application, floor, RESULTS);
            var months = new ArrayList<MonthFigures>();
            for (var month = 0; month < MONTHS; month++) {
                var figures = runs.bill(START.plusMonths(month + 1L));
                assertThat(figures.spent().times()).isEqualTo(CONTRACTS);
                System.out.println(figures.row(month + 1));
                months.add(figures);
                base.change(month, CHANGED_PERMILLE);
            }
            var plan = plan(application);
            var previews = previewsDuringARun(application, runs);
            assertThat(doubled(application)).isZero();
            var report = new BillingReport(machine, CONTRACTS, CHANGED_PERMILLE, months, plan, previews);
            report.write(RESULTS);
            System.out.println(report.text());
        }
    }

    /** What the next month would bill. */
    private static PlanFigures plan(ConfigurableApplicationContext application) {
        var plans = application.getBean(BillingPlans.class);
        var start = System.nanoTime();
        var plan = plans.request(START.plusMonths(MONTHS + 1L), Percent.of("20"));
        while (plans.planNextChunk(plan) > 0) {}
        plans.finish(plan);
        var seconds = BigDecimal.valueOf(System.nanoTime() - start, 9);
        assertThat(plans.get(plan).contracts()).isEqualTo(CONTRACTS);
        return new PlanFigures(
                CONTRACTS,
                seconds.setScale(1, RoundingMode.HALF_UP),
                BigDecimal.valueOf(CONTRACTS).divide(seconds, 0, RoundingMode.HALF_UP));
    }

    /** One more month, with somebody looking at previews; it is not among the figures of the months. */
    private static PreviewFigures previewsDuringARun(ConfigurableApplicationContext application, MonthRuns runs)
            throws Exception {
        var asOf = START.plusMonths(MONTHS + 1L);
        var probe = new PreviewProbe(application, CONTRACTS, asOf);
        runs.bill(asOf);
        probe.close();
        assertThat(probe.count()).as("previews while the run was on").isPositive();
        return new PreviewFigures(probe.count(), probe.percentile(50), probe.percentile(95), probe.percentile(99));
    }

    /** Live allocations of one subscription that overlap; the database refuses them, and this asks without it. */
    private static long doubled(ConfigurableApplicationContext application) {
        return application
                .getBean(JdbcClient.class)
                .sql(
                        """
                        select count(*) from (
                            select subscription_id, lower(period) < lag(upper(period)) over (
                                       partition by subscription_id, lower(changes) order by period) as doubled
                            from allocation where live) as row_by_row
                        where doubled
                        """)
                .query(Long.class)
                .single();
    }

    private static ConfigurableApplicationContext start() {
        return SpringApplication.run(
                Application.class,
                "--spring.config.location=classpath:/application.yaml",
                "--server.port=0",
                "--camunda.bpm.job-execution.enabled=false",
                "--tenantry.postgres.directory=",
                "--tenantry.sandbox.port=0",
                "--tenantry.sandbox.smtp-port=0",
                "--tenantry.sandbox.store=",
                "--tenantry.postgres.server.shared_buffers=" + System.getProperty("bench.buffers", "4GB"),
                "--tenantry.postgres.server.max_wal_size=8GB",
                "--tenantry.secret-key=a-key-for-the-bench-of-at-least-32-characters");
    }
}
