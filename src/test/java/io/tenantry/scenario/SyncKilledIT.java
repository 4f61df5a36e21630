package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.bench.SoldTenants;
import io.tenantry.sandbox.Sandbox;
import io.tenantry.sandbox.SandboxSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The application is killed in the middle of a sync, between a tenant that is adopted and one that is not. Started again,
 * the same sync goes on from there: each tenant is read, and nothing is adopted twice.
 */
class SyncKilledIT {

    private static final Logger LOG = LoggerFactory.getLogger(SyncKilledIT.class);
    private static final int TENANTS = 200;
    private static final int SUBSCRIPTIONS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Chunks are small, so that the kill hits work; a killed node's job is free again after five seconds. */
    private static final String[] SETTINGS = {
        "tenantry.provider-sync.requests-per-minute=6000",
        "tenantry.provider-sync.burst=1",
        "tenantry.provider-sync.chunk-size=5",
        "camunda.bpm.job-execution.lock-time-in-millis=5000",
        "camunda.bpm.job-execution.max-wait=1000",
        "camunda.bpm.generic-properties.properties.failed-job-retry-time-cycle=R20/PT1S"
    };

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void goesOnWhereItStoodAndAdoptsNothingTwice() throws Exception {
        try (var server = EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(directory.toFile())
                        .start();
                var sandbox = Sandbox.start(SandboxSettings.inMemory())) {
            var tenants = new SoldTenants(sandbox.baseUrl());
            tenants.sell(TENANTS, SUBSCRIPTIONS);
            var ledger = new Ledger(server);

            var sync = killedInTheMiddle(sandbox, ledger, tenants);
            var settledBefore = ledger.settled(sync);
            assertThat(settledBefore).isBetween(1L, TENANTS - 1L);
            assertThat(ledger.adopted()).isBetween(settledBefore * SUBSCRIPTIONS, TENANTS * SUBSCRIPTIONS - 1L);

            try (var application = start(sandbox, ledger)) {
                var report = application.await(
                        "/api/v1/provider-syncs/" + sync,
                        it -> it.path("status").asText().equals("FINISHED"));

                LOG.info("Killed with {} of {} tenants settled: {}", settledBefore, TENANTS, report);
                assertThat(report.at("/numbers/tenants").asInt()).isEqualTo(TENANTS);
                assertThat(report.at("/numbers/failed").asInt()
                                + report.at("/numbers/rejected").asInt())
                        .isZero();
                assertThat(report.at("/numbers/subscriptions").asInt()).isEqualTo(TENANTS * SUBSCRIPTIONS);
                assertThat(report.at("/numbers/adopted").asInt()).isEqualTo(TENANTS * SUBSCRIPTIONS);
                ledger.isWhole();
                Awaitility.await("the report, which follows the end")
                        .atMost(PATIENCE)
                        .until(() -> reports(sandbox, sync) > 0);
                assertThat(reports(sandbox, sync)).isEqualTo(1);
            }
        }
    }

    private static long reports(Sandbox sandbox, String sync) {
        return new Outside(sandbox.baseUrl())
                .mailsTo("operations@tenantry.example").stream()
                        .filter(mail -> mail.path("subject").asText().startsWith("Sync report " + sync))
                        .count();
    }

    /** @return the number of the sync that was going on */
    private String killedInTheMiddle(Sandbox sandbox, Ledger ledger, SoldTenants tenants) throws Exception {
        try (var application = start(sandbox, ledger)) {
            application.as("billing").load("/api/v1/price-sheets", "demo/price-sheet-us.csv");
            tenants.map(ledger.sql);
            var sync = application
                    .as("operator")
                    .post("/api/v1/provider-syncs", Map.of())
                    .path("number")
                    .asText();
            Awaitility.await(sync)
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> ledger.settled(sync) >= TENANTS / 3);
            application.kill();
            return sync;
        }
    }

    private RunningApplication start(Sandbox sandbox, Ledger ledger) throws Exception {
        var settings = Arrays.copyOf(SETTINGS, SETTINGS.length + 2);
        settings[SETTINGS.length] = "spring.datasource.url=" + ledger.url;
        settings[SETTINGS.length + 1] = "spring.datasource.username=postgres";
        return RunningApplication.start(directory, sandbox, settings);
    }

    /** What is in the database, whether the application lives or not. */
    private static final class Ledger {

        private final String url;
        private final JdbcClient sql;

        private Ledger(EmbeddedPostgres server) {
            url = server.getJdbcUrl("postgres", "postgres");
            sql = JdbcClient.create(new DriverManagerDataSource(url));
        }

        long settled(String sync) {
            return sql.sql(
                            """
                            select count(*) from provider_sync_tenant t join provider_sync y on y.id = t.provider_sync_id
                            where y.number = :sync and t.status = 'DONE'""")
                    .param("sync", sync)
                    .query(Long.class)
                    .single();
        }

        long adopted() {
            return count("select count(*) from subscription");
        }

        void isWhole() {
            assertThat(adopted()).isEqualTo(TENANTS * SUBSCRIPTIONS);
            assertThat(count("select count(distinct provider_subscription_id) from subscription"))
                    .as("each of the provider's once")
                    .isEqualTo(TENANTS * SUBSCRIPTIONS);
            assertThat(count("select count(*) from license_change where event = 'CREATE'"))
                    .isEqualTo(TENANTS * SUBSCRIPTIONS);
            assertThat(count("select count(*) from license_change")).isEqualTo(TENANTS * SUBSCRIPTIONS);
            assertThat(count("select count(*) from provider_account")).isEqualTo(TENANTS);
        }

        private long count(String query) {
            return sql.sql(query).query(Long.class).single();
        }
    }
}
