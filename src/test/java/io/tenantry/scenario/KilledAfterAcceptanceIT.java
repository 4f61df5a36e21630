package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.sandbox.Sandbox;
import io.tenantry.sandbox.SandboxSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The application is killed after Partner Center accepted an order and before we could write it down. Started again, it
 * finds out and does not order twice.
 */
class KilledAfterAcceptanceIT {

    private static final String CHECKOUT = "/v1/customers/*/carts/*/checkout";

    @TempDir
    private Path directory;

    @Test
    void doesNotOrderTwice() throws Exception {
        try (var sandbox = Sandbox.start(SandboxSettings.inMemory())) {
            var outside = new Outside(sandbox.baseUrl());
            var killed = killedAfterAcceptance(sandbox, outside);
            var tenant = killed.tenant();
            var subscription = killed.subscription();
            assertThat(outside.ordersOf(tenant)).hasSize(1);

            try (var application = start(sandbox)) {
                var seen = application.await(
                        "/api/v1/subscriptions/" + subscription,
                        it -> it.path("status").asText().equals("ACTIVE"));

                assertThat(outside.requests("POST", CHECKOUT)).hasSizeGreaterThan(1);
                assertThat(outside.ordersOf(tenant)).hasSize(1);
                assertThat(outside.subscriptionsOf(tenant)).singleElement().satisfies(there -> {
                    assertThat(there.path("id")).isEqualTo(seen.path("providerSubscriptionId"));
                    assertThat(there.path("quantity").asInt()).isEqualTo(25);
                });
                assertThat(application.as("operator").list("/api/v1/license-changes?subscription=" + subscription))
                        .singleElement()
                        .satisfies(change -> assertThat(
                                        change.path("provisioningStatus").asText())
                                .isEqualTo("PROVISIONED"));
            }
        }
    }

    /** What was bought, and by whom. */
    private record Bought(String tenant, String subscription) {}

    /** Buys, and is killed while the provider's yes is on its way. */
    private Bought killedAfterAcceptance(Sandbox sandbox, Outside outside) throws Exception {
        try (var application = start(sandbox)) {
            var buyer = Buyer.onboarded(application::as, outside, "contoso.example");
            outside.fault("POST", CHECKOUT, Map.of("kind", "TIMEOUT_AFTER", "seconds", 60, "times", 1));

            var subscription = buyer.orders(Scenario.E5, 25);
            Awaitility.await("the provider's acceptance")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> !outside.carriedOut("POST", CHECKOUT).isEmpty());
            application.kill();
            return new Bought(buyer.tenant(), subscription);
        }
    }

    /** A job that nobody works on any more is taken up again after its lock: soon, so that the test need not wait. */
    private RunningApplication start(Sandbox sandbox) throws Exception {
        return RunningApplication.start(directory, sandbox, "camunda.bpm.job-execution.lock-time-in-millis=20000");
    }
}
