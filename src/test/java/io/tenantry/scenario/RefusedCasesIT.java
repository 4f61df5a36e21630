package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** What the provider refused, and what is made of it. Provisioning best practices §2 and §10. */
class RefusedCasesIT extends RemediationScenario {

    @Test
    @Tells("changesNothing")
    void aChangeOfNoQuantityThatFailedIsSetToAwaitingWithoutAnEffectOnQuantities() {
        var company = onboarded(domain("equal"));
        var number = active(company, Map.of());
        refusesChanges(company, 1);
        var change = term(number, "AUTO_RENEW_OFF");
        runJobs();
        assertThat(provisioning(change)).isEqualTo("FAILED_PROVISIONING");

        var found = decided(change, "API_ERROR", "REQUEUE");
        assertThat(found.path("words").asText()).contains("changes no quantity");
        fix(operator, found, "REQUEUE", Map.of());

        assertThat(provisioning(change)).isEqualTo("PROVISIONED");
        assertThat(subscription(number).path("quantity").asInt()).isEqualTo(25);
        assertThat(outside.subscriptionsOf(company.tenant())
                        .get(0)
                        .path("quantity")
                        .asInt())
                .isEqualTo(25);
        assertThat(outside.subscriptionsOf(company.tenant())
                        .get(0)
                        .path("autoRenewEnabled")
                        .asBoolean())
                .isFalse();
        assertClosed(found);
    }

    @Test
    @Tells("suspendedAtProvider")
    void aSuspendedSubscriptionTakesNoChange() {
        var company = onboarded(domain("suspended"));
        var number = active(company, Map.of());
        var change = changeTo(number, 30, Map.of());
        suspendInThePortal(company, number);
        runJobs();
        assertThat(provisioning(change)).isEqualTo("FAILED_PROVISIONING");

        var found = decided(change, "SUBSCRIPTION_NOT_ACTIVE", "MARK_NOT_APPLICABLE");
        assertThat(found.path("words").asText()).contains("800091");
        fix(operator, found, "MARK_NOT_APPLICABLE", Map.of());
        syncOf(company);

        assertThat(provisioning(change)).isEqualTo("NOT_APPLICABLE");
        assertThat(status(number)).isEqualTo("SUSPENDED");
        assertThat(subscription(number).path("quantity").asInt())
                .as("as at the provider")
                .isEqualTo(25);
        assertClosed(found);
    }

    /** 10 of 25 seats were to move; the provider gives the conversion up after it had accepted it. */
    @Test
    @Tells("moveRefused")
    void aMoveThatTheProviderGaveUpIsTakenBack() {
        var company = onboarded(domain("given-up"));
        var number = active(company, Map.of());
        outside.behaves(Map.of("transitionsFail", true));
        JsonNode vain;
        try {
            vain = moveTenTo(number, "CFQ7TTC0LH18:0001");
            runJobs();
        } finally {
            outside.behaves(Map.of("transitionsFail", false));
        }
        scan();

        var found = decided(vain.path("leaving").asText(), "MOVE_REFUSED", "TAKE_MOVE_BACK");
        var other = openCasesOf(vain.path("entering").asText());
        fix(operator, found, "TAKE_MOVE_BACK", Map.of());
        scan();

        assertThat(subscription(number).path("quantity").asInt()).isEqualTo(25);
        assertThat(status(vain.path("newSubscription").asText())).isEqualTo("CANCELLED");
        assertClosed(found);
        assertThat(other).as("one case per cause").isEmpty();
    }

    private JsonNode moveTenTo(String number, String part) {
        var path = "/api/v1/subscriptions/" + number;
        return operator.change(
                HttpMethod.POST,
                path + "/moves",
                path,
                Map.of(
                        "partNumber", part,
                        "quantity", 10,
                        "term", "P1Y",
                        "billingPlan", "MONTHLY",
                        "reason", "They need less"));
    }

    @Test
    @Tells("providerRefused")
    void aRefusedChangeThatNobodyWantsAnyMoreIsBilledToNobody() {
        var company = onboarded(domain("unwanted"));
        var number = active(company, Map.of());
        refusesChanges(company, 1);
        var change = changeTo(number, 30, Map.of());
        runJobs();

        var found = decided(change, "PROVIDER_REFUSED", "REQUEUE");
        fix(operator, found, "ARCHIVE_CHANGE", Map.of());
        fix(operator, caseOf(change), "MARK_NOT_APPLICABLE", Map.of());

        assertThat(change(change).path("billingStatus").asText()).isEqualTo("ARCHIVED");
        assertThat(provisioning(change)).isEqualTo("NOT_APPLICABLE");
        assertClosed(found);
    }

    private String term(String subscription, String instruction) {
        var path = "/api/v1/subscriptions/" + subscription;
        return operator.change(
                        HttpMethod.POST,
                        path + "/term-changes",
                        path + "/term",
                        Map.of("instruction", instruction, "reason", "Story"))
                .path("changeNumber")
                .asText();
    }

    private void suspendInThePortal(Company company, String subscription) {
        var id = subscription(subscription).path("providerSubscriptionId").asText();
        outside.editsInThePortal(company.tenant(), id, Map.of("status", "suspended"));
    }
}
