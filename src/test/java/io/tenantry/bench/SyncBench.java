package io.tenantry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Application;
import io.tenantry.pricing.PriceSheets;
import io.tenantry.sync.ProviderSyncs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures what it costs to compare a whole provider with the ledger:
 *
 * <pre>mvn -Pbench verify -Dit.test=SyncBench -Dbench.tenants=10000 -Dbench.subscriptions=4</pre>
 *
 * <p>Three syncs over HTTP, with engine, jobs and full history as in production: one that adopts everything, one that
 * finds nothing changed, one that finds some edited in the provider's portal. The pace is raised so that it is the work
 * that is measured; what the documented limits make of it is computed beside. What came out is asserted, how fast never.
 */
class SyncBench {

    private static final int TENANTS = Integer.getInteger("bench.tenants", 10_000);
    private static final int SUBSCRIPTIONS = Integer.getInteger("bench.subscriptions", 4);
    private static final int EDITED_PERMILLE = Integer.getInteger("bench.edited", 10);
    private static final int PACE = Integer.getInteger("bench.pace", 120_000);
    private static final Path RESULTS = Path.of("target", "bench");

    @Test
    void comparesAWholeProviderWithTheLedger() throws Exception {
        var load = Machine.load();
        try (var sandbox = SandboxProcess.start();
                var application = start(sandbox)) {
            var machine = Machine.facts(application, load);
            machine.put("pace", PACE + " requests a minute");
            assertThat(machine).containsEntry("fsync", "on").containsEntry("synchronous_commit", "on");
            var tenants = new SoldTenants(sandbox.url());
            tenants.sell(TENANTS, SUBSCRIPTIONS);
            application
                    .getBean(PriceSheets.class)
                    .load(SyncBench.class.getResourceAsStream("/demo/price-sheet-us.csv"), null);
            var sql = application.getBean(JdbcClient.class);
            tenants.map(sql);
            List<SyncFigures> figures = new ArrayList<>();
            var runs = new SyncRuns(application.getBean(ProviderSyncs.class), sql, sandbox);
            var all = TENANTS * SUBSCRIPTIONS;

            figures.add(runs.sync("everything is new"));
            assertThat(figures.get(0).adopted()).isEqualTo(all);
            figures.add(runs.sync("nothing has changed"));
            assertThat(figures.get(1).written()).isZero();
            var edited = tenants.edit(all * EDITED_PERMILLE / 1000);
            figures.add(runs.sync("%d edited there".formatted(edited)));
            assertThat(figures.get(2).changed()).isEqualTo(edited);

            assertThat(figures).allSatisfy(sync -> {
                assertThat(sync.failures()).isZero();
                assertThat(sync.subscriptions()).isEqualTo(all);
            });
            assertThat(adoptedTwice(sql)).isZero();
            assertThat(notAsSeen(sql)).isZero();
            var report = new SyncBenchReport(machine, TENANTS, SUBSCRIPTIONS, figures);
            report.write(RESULTS);
            System.out.println(report.text());
        }
    }

    /** Subscriptions that stand for the same one at the provider. */
    private static long adoptedTwice(JdbcClient sql) {
        return sql.sql("select count(*) - count(distinct provider_subscription_id) from subscription")
                .query(Long.class)
                .single();
    }

    /** Subscriptions whose changes do not add up; the database refuses them, and this asks without it. */
    private static long notAsSeen(JdbcClient sql) {
        return sql.sql(
                        """
                        select count(*) from subscription s
                        where s.quantity <> (select sum(c.quantity_delta) from license_change c
                                             where c.subscription_id = s.id)""")
                .query(Long.class)
                .single();
    }

    private static ConfigurableApplicationContext start(SandboxProcess sandbox) {
        return SpringApplication.run(
                Application.class,
                "--spring.config.location=classpath:/application.yaml",
                "--server.port=0",
                "--tenantry.postgres.directory=",
                "--tenantry.secret-key=a-key-for-the-bench-of-at-least-32-characters",
                "--tenantry.provider-sync.requests-per-minute=" + PACE,
                "--tenantry.sandbox.url=" + sandbox.url(),
                "--tenantry.sandbox.smtp-port=" + sandbox.smtpPort(),
                "--logging.level.io.tenantry=warn");
    }
}
