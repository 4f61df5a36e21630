package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.sandbox.Sandbox;
import io.tenantry.sandbox.SandboxSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Subscriptions are ordered, changed, moved, scheduled and edited behind our back at random, while the provider loses
 * requests and answers, cuts them in half, throttles, fails and takes its time, and the application is killed again and
 * again. When all is healed, provider and ledger agree, nothing was ordered twice, and everything has its trail.
 *
 * <p>Forty changes and a kill by default; {@code -Dchanges=500} for the whole storm, {@code -Dseed=…} for another one.
 */
class ChaosIT {

    private static final Logger log = LoggerFactory.getLogger(ChaosIT.class);
    private static final int CHANGES = Integer.getInteger("changes", 40);
    private static final int CHANGES_BETWEEN_KILLS = 40;
    private static final int CHANGES_BETWEEN_SYNCS = 25;

    @TempDir
    private Path directory;

    private final long seed = Long.getLong("seed", 20261123);
    private final Random random = new Random(seed);

    @Test
    void leavesProviderAndLedgerInAgreement() throws Exception {
        try (var server = EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(directory.toFile())
                        .setServerConfig("max_connections", "100")
                        .start();
                var sandbox = Sandbox.start(SandboxSettings.inMemory());
                var node = new MortalNode(directory, sandbox, server.getJdbcUrl("postgres", "postgres"))) {
            var sql = JdbcClient.create(server.getPostgresDatabase());
            var outside = new Outside(sandbox.baseUrl());
            var market = new ChaosMarket(node, outside, sql, random);
            market.open();

            storm(node, market, new ChaosWeather(outside, random));
            outside.endOfAllFaults();
            var recovery = new ChaosRecovery(node, sql);
            recovery.run();

            log.info(
                    "Seed {}: {}; {} kills; {}; {}", seed, market, node.kills(), recovery, proof(market, sql, outside));
            assertThat(recovery.setAside())
                    .as("changes that only a person could settle")
                    .isLessThanOrEqualTo(CHANGES / 5);
        }
    }

    private void storm(MortalNode node, ChaosMarket market, ChaosWeather weather) throws Exception {
        var nextKill = 1 + random.nextInt(CHANGES_BETWEEN_KILLS);
        var nextSync = CHANGES_BETWEEN_SYNCS;
        while (market.changes() < CHANGES) {
            weather.change();
            market.act();
            if (market.changes() >= nextSync) {
                node.as("operator").tryPost("/api/v1/provider-syncs", Map.of());
                nextSync += CHANGES_BETWEEN_SYNCS;
            }
            if (market.changes() >= nextKill) {
                Thread.sleep(random.nextInt(1_500));
                node.dieAndRise();
                nextKill += 1 + random.nextInt(2 * CHANGES_BETWEEN_KILLS);
            }
        }
        if (node.kills() == 0) {
            node.dieAndRise();
        }
    }

    private static ChaosProof proof(ChaosMarket market, JdbcClient sql, Outside outside) {
        var proof = new ChaosProof(sql, outside, market.tenants());
        assertThat(proof.differences()).as("provider and ledger differ").isEmpty();
        assertThat(proof.wrongSums())
                .as("sum of the changes is not the quantity")
                .isEmpty();
        assertThat(proof.orderedTwice()).as("ordered more than once").isEmpty();
        assertThat(proof.orders())
                .as("orders at the provider")
                .isEqualTo(proof.ordersMeant(market.boughtInThePortal()));
        assertThat(proof.brokenTrails()).as("status moves without their trail").isEmpty();
        assertThat(proof.unexplained()).as("left without a reason").isEmpty();
        assertThat(proof.changes()).as("changes of what was accepted").isGreaterThanOrEqualTo(market.accepted());
        return proof;
    }
}
