package io.tenantry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Application;
import io.tenantry.pricing.PriceSheets;
import io.tenantry.sync.ProviderSyncs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures what it costs to compare a whole provider with the ledger:
 *
 * <pre>mvn -Pbench verify -Dit.test=SyncBench -Dbench.tenants=10000 -Dbench.subscriptions=4</pre>
 *
 * <p>Three syncs over HTTP, with engine, jobs and full history as in production. The first adopts everything at the pace
 * that is set unless told otherwise, from a provider that enforces its documented limits, each tenant's and the
 * partner's, while somebody else of the same partner uses up a part of them. Then the application is started anew with a
 * pace and a provider that hold nobody up, so that it is the work that is measured: a sync that finds nothing changed, and
 * one that finds some edited in the provider's portal. What came out, and that memory does not grow with the tenants, is
 * asserted; how fast never.
 */
class SyncBench {

    private static final int TENANTS = Integer.getInteger("bench.tenants", 10_000);
    private static final int SUBSCRIPTIONS = Integer.getInteger("bench.subscriptions", 4);
    private static final int EDITED_PERMILLE = Integer.getInteger("bench.edited", 10);
    private static final int RAISED_PACE = Integer.getInteger("bench.pace", 120_000);

    /** Requests a minute of the customer, subscription and order resources. */
    private static final int DOCUMENTED_LIMIT = 500;

    /** Beside our 400 a minute, more than the limit leaves. */
    private static final int OF_SOMEBODY_ELSE = 120;

    /** From here on a sync lasts long enough to meet the limit. */
    private static final int ENOUGH_TO_BE_THROTTLED = 1_000;

    /** What a sync may hold in memory at a time, however many tenants there are. */
    private static final int GROWTH_MEGABYTES = 48;

    /** With a heap of 512 MB. */
    private static final int RESIDENT_MEGABYTES = 900;

    private static final int ALL = TENANTS * SUBSCRIPTIONS;
    private static final Path RESULTS = Path.of("target", "bench");

    private final List<SyncFigures> figures = new ArrayList<>();

    @TempDir
    private Path directory;

    @Test
    void comparesAWholeProviderWithTheLedger() throws Exception {
        var load = Machine.load();
        try (var sandbox = SandboxProcess.start()) {
            var tenants = new SoldTenants(sandbox.url());
            tenants.sell(TENANTS, SUBSCRIPTIONS);

            adoptWithinTheLimits(sandbox, tenants);
            var machine = compareAtFullSpeed(sandbox, tenants, load);

            assertThat(figures).allSatisfy(SyncBench::isWholeAndBounded);
            var report = new SyncBenchReport(machine, TENANTS, SUBSCRIPTIONS, figures);
            report.write(RESULTS);
            System.out.println(report.text());
        }
    }

    private void adoptWithinTheLimits(SandboxProcess sandbox, SoldTenants tenants) throws Exception {
        sandbox.behave(Map.of("requestsPerMinute", DOCUMENTED_LIMIT, "partnerRequestsPerMinute", DOCUMENTED_LIMIT));
        try (var application = start(sandbox)) {
            application
                    .getBean(PriceSheets.class)
                    .load(SyncBench.class.getResourceAsStream("/demo/price-sheet-us.csv"), null);
            var sql = application.getBean(JdbcClient.class);
            tenants.map(sql);
            try (var bystander = Bystander.start(sandbox.url(), tenants.any(), OF_SOMEBODY_ELSE)) {
                figures.add(runs(application, sandbox).sync("all new, throttled", bystander::throttled));
            }
            assertThat(figures.get(0).adopted()).isEqualTo(ALL);
            if (TENANTS >= ENOUGH_TO_BE_THROTTLED) {
                assertThat(figures.get(0).throttled()).isPositive();
            }
        }
    }

    private Map<String, String> compareAtFullSpeed(SandboxProcess sandbox, SoldTenants tenants, String load)
            throws Exception {
        sandbox.behave(Map.of("requestsPerMinute", 0, "partnerRequestsPerMinute", 0));
        try (var application = start(sandbox, "--tenantry.provider-sync.requests-per-minute=" + RAISED_PACE)) {
            var machine = Machine.facts(application, load);
            assertThat(machine).containsEntry("fsync", "on").containsEntry("synchronous_commit", "on");
            var sql = application.getBean(JdbcClient.class);
            figures.add(runs(application, sandbox).sync("nothing has changed", () -> 0));
            assertThat(figures.get(1).written()).isZero();
            var edited = tenants.edit(ALL * EDITED_PERMILLE / 1000);
            figures.add(runs(application, sandbox).sync("%d edited there".formatted(edited), () -> 0));
            assertThat(figures.get(2).changed()).isEqualTo(edited);
            assertThat(adoptedTwice(sql)).isZero();
            assertThat(notAsSeen(sql)).isZero();
            return machine;
        }
    }

    private static void isWholeAndBounded(SyncFigures sync) {
        assertThat(sync.failures()).as(sync.name()).isZero();
        assertThat(sync.subscriptions()).as(sync.name()).isEqualTo(ALL);
        assertThat(sync.memory().growth())
                .as("%s: live heap in MB", sync.name())
                .isLessThan(GROWTH_MEGABYTES);
        assertThat(sync.memory().resident()).as("%s: resident MB", sync.name()).isLessThan(RESIDENT_MEGABYTES);
    }

    private static SyncRuns runs(ConfigurableApplicationContext application, SandboxProcess sandbox) {
        return new SyncRuns(application.getBean(ProviderSyncs.class), application.getBean(JdbcClient.class), sandbox);
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

    private ConfigurableApplicationContext start(SandboxProcess sandbox, String... settings) {
        var arguments = new ArrayList<>(List.of(
                "--spring.config.location=classpath:/application.yaml",
                "--server.port=0",
                "--tenantry.postgres.directory=" + directory.resolve("postgres"),
                "--tenantry.secret-key=a-key-for-the-bench-of-at-least-32-characters",
                "--tenantry.sandbox.url=" + sandbox.url(),
                "--tenantry.sandbox.smtp-port=" + sandbox.smtpPort(),
                "--logging.level.io.tenantry=warn"));
        arguments.addAll(List.of(settings));
        return SpringApplication.run(Application.class, arguments.toArray(String[]::new));
    }
}
