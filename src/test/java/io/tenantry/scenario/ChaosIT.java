package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.sandbox.Sandbox;
import io.tenantry.sandbox.SandboxSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Subscriptions and add-ons are ordered, changed, moved, scheduled, suspended, ended and edited behind our back at random,
 * while the provider loses requests and answers, cuts them in half, throttles, fails, forgets our consent, takes its time
 * and hints late, and the application is killed again and again. When all is healed, provider and ledger agree, nothing
 * was ordered twice, and everything has its trail.
 *
 * <p>Forty changes and a kill by default; {@code -Dchanges=500} for the whole storm, {@code -Dseed=…} for another one. If
 * it fails, the database, the logs of all lives and the provider's memory of what it was asked stay where it says.
 */
class ChaosIT {

    private static final Logger log = LoggerFactory.getLogger(ChaosIT.class);
    private static final int CHANGES = Integer.getInteger("changes", 40);
    private static final int CHANGES_BETWEEN_KILLS = 60;
    private static final int CHANGES_BETWEEN_SYNCS = 25;
    private static final int CHANGES_BETWEEN_HANDS = 10;

    /** Of a hundred changes so many may be a person's to decide: the market there is rough. */
    private static final int SET_ASIDE_PERCENT = 20;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final long seed = Long.getLong("seed", 20261123);
    private final Random random = new Random(seed);

    @Test
    void leavesProviderAndLedgerInAgreement() throws Exception {
        try (var server = EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(directory.toFile())
                        .setDataDirectory(directory.resolve("chaos-data"))
                        .setCleanDataDirectory(false)
                        .setServerConfig("max_connections", "100")
                        .start();
                var sandbox = Sandbox.start(SandboxSettings.inMemory());
                var node = new MortalNode(directory, sandbox, server.getJdbcUrl("postgres", "postgres"))) {
            var outside = new Outside(sandbox.baseUrl());
            try {
                run(node, outside, JdbcClient.create(server.getPostgresDatabase()));
            } catch (Exception | AssertionError failure) {
                keep(outside);
                throw failure;
            }
        }
    }

    private void run(MortalNode node, Outside outside, JdbcClient sql) throws Exception {
        var house = new ChaosHouse(node, outside, sql);
        var portal = new ChaosPortal(outside, sql);
        var hands = new ChaosHands(node);
        var market = new ChaosMarket(node, house, portal, sql, new Random(seed));
        var weather = new ChaosWeather(outside, new Random(~seed));
        house.open();
        market.open();

        var begin = Instant.now();
        storm(node, market, weather, hands);
        weather.clearUp();
        var healed = Instant.now();
        var recovery = new ChaosRecovery(node, sql, portal, hands);
        recovery.run();

        log.info(
                "Seed {}: {}; {} kills; storm {}, recovery {}; {}",
                seed,
                market,
                node.kills(),
                Duration.between(begin, healed),
                Duration.between(healed, Instant.now()),
                recovery);
        log.info("{}", prove(new ChaosProof(sql, outside, house, portal, hands), market, portal));
        assertThat(recovery.setAside())
                .as("left to a person")
                .hasSizeLessThanOrEqualTo(CHANGES * SET_ASIDE_PERCENT / 100);
    }

    private void storm(MortalNode node, ChaosMarket market, ChaosWeather weather, ChaosHands hands) throws Exception {
        var nextKill = 1 + random.nextInt(Math.min(CHANGES, CHANGES_BETWEEN_KILLS));
        var nextSync = CHANGES_BETWEEN_SYNCS;
        while (market.changes() < CHANGES) {
            weather.change();
            market.act();
            if (market.changes() % CHANGES_BETWEEN_HANDS == 0) {
                hands.work(true);
            }
            if (market.changes() >= nextSync) {
                node.as("operator").tryPost("/api/v1/provider-syncs", Map.of());
                nextSync += CHANGES_BETWEEN_SYNCS;
            }
            if (market.changes() >= nextKill) {
                Thread.sleep(random.nextInt(1_500));
                node.dieAndRise();
                log.info("Killed {} times: {}", node.kills(), market);
                nextKill += CHANGES_BETWEEN_KILLS / 2 + random.nextInt(CHANGES_BETWEEN_KILLS);
            }
        }
    }

    private static ChaosProof prove(ChaosProof proof, ChaosMarket market, ChaosPortal portal) {
        assertThat(proof.remembersAll()).as("the provider remembers all").isTrue();
        assertThat(proof.differences()).as("provider and ledger differ").isEmpty();
        assertThat(proof.differencesByHand())
                .as("ledger and what was done by hand differ")
                .isEmpty();
        assertThat(proof.wrongSums())
                .as("sum of the changes is not the quantity")
                .isEmpty();
        assertThat(proof.orderedTwice()).as("ordered more than once").isEmpty();
        assertThat(proof.mistakenForAnothers())
                .as("adopted though it is ours, or taken for ours")
                .isEmpty();
        assertThat(proof.orders())
                .as("orders at the provider")
                .isEqualTo(proof.checkouts() + portal.bought().size());
        assertThat(proof.ordersAtDistributor().get(0))
                .as("orders at the distributor")
                .isEqualTo(proof.ordersAtDistributor().get(1));
        assertThat(proof.brokenTrails()).as("status moves without their trail").isEmpty();
        assertThat(proof.unexplained()).as("left without a reason").isEmpty();
        assertThat(proof.changes()).as("changes of what was accepted").isGreaterThanOrEqualTo(market.accepted());
        return proof;
    }

    private void keep(Outside outside) throws IOException {
        Files.writeString(
                directory.resolve("requests.json"),
                String.join(
                        "\n", outside.requests().stream().map(Object::toString).toList()));
        log.error("Seed {} failed; what is left of it lies in {}", seed, directory);
    }
}
