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
            var tenant = outside.tenant("Contoso Ltd", "contoso.example");
            var subscription = killedAfterAcceptance(sandbox, outside);
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

    /** Buys, and is killed while the provider's yes is on its way; returns the subscription's number. */
    private String killedAfterAcceptance(Sandbox sandbox, Outside outside) throws Exception {
        try (var application = start(sandbox)) {
            var account = onboard(application);
            outside.fault("POST", CHECKOUT, Map.of("kind", "TIMEOUT_AFTER", "seconds", 60, "times", 1));

            var subscription = buy(application, account);
            Awaitility.await("the provider's acceptance")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> !outside.carriedOut("POST", CHECKOUT).isEmpty());
            application.kill();
            return subscription;
        }
    }

    /** A job that nobody works on any more is taken up again after its lock: soon, so that the test need not wait. */
    private RunningApplication start(Sandbox sandbox) throws Exception {
        return RunningApplication.start(directory, sandbox, "camunda.bpm.job-execution.lock-time-in-millis=20000");
    }

    private static String onboard(RunningApplication application) {
        var billing = application.as("billing");
        billing.load("/api/v1/price-sheets", "demo/price-sheet-us.csv");
        billing.load("/api/v1/customers/import", "demo/customers.csv");
        application.as("operator").post("/api/v1/provider-syncs", Map.of());
        var account = application
                .await("/api/v1/provider-accounts?mapped=true", it -> !it.path("items")
                        .isEmpty())
                .at("/items/0");
        billing.post(
                "/api/v1/billing-contracts",
                Map.of(
                        "customerNumber",
                        account.path("customerNumber").asText(),
                        "name",
                        "Contoso monthly",
                        "startDate",
                        today(application),
                        "frequencyMonths",
                        1,
                        "isDefault",
                        true));
        return account.path("number").asText();
    }

    private static String buy(RunningApplication application, String account) {
        var order = Map.of(
                "providerAccountNumber",
                account,
                "partNumber",
                Scenario.E5,
                "quantity",
                25,
                "salesUnit",
                "MONTHLY",
                "term",
                "P1Y",
                "billingPlan",
                "MONTHLY",
                "startDate",
                today(application));
        return application
                .as("operator")
                .post("/api/v1/subscriptions", order)
                .path("number")
                .asText();
    }

    private static String today(RunningApplication application) {
        return application
                .as("operator")
                .get("/api/v1/demo/clock")
                .path("now")
                .asText()
                .substring(0, 10);
    }
}
