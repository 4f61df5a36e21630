package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** Moves of seats that came to nothing, and all that stands behind them. Provisioning best practices §10. */
class MoveCasesIT extends RemediationScenario {

    private static final String BASIC = "CFQ7TTC0LH18:0001";
    private static final String STANDARD = "CFQ7TTC0LDPB:0001";

    /** 10 of 25 were to move; two more of the new product were ordered, and two more of the old one. */
    @Test
    @Tells("blockedByRefusedMove")
    void whatWaitsBehindARefusedMoveIsHelpedByTakingThatBack() {
        var company = onboarded(domain("behind"));
        var old = active(company, Map.of("partNumber", BASIC));
        var vain = refusedMove(old);
        var leaving = vain.path("leaving").asText();
        var entered = changeTo(vain.path("newSubscription").asText(), 12, Map.of());
        var left = changeTo(old, 17, Map.of());
        runJobs();
        time.moveBy(Duration.ofHours(5));
        scan();

        var found = decided(entered, "EARLIER_MOVE_REFUSED", "TAKE_BLOCKING_MOVE_BACK");
        var other = decided(left, "EARLIER_MOVE_REFUSED", "TAKE_BLOCKING_MOVE_BACK");
        assertThat(found.path("words").asText()).contains(leaving);
        fix(operator, found, "TAKE_BLOCKING_MOVE_BACK", Map.of());
        scan();

        assertThat(provisioning(entered)).isEqualTo("NOT_APPLICABLE");
        assertThat(status(vain.path("newSubscription").asText())).isEqualTo("CANCELLED");
        assertThat(subscription(old).path("quantity").asInt()).as("25 and two").isEqualTo(27);
        assertThat(quantityThere(company)).isEqualTo(27);
        assertClosed(found);
        assertClosed(other);
    }

    /** To 12 on the next day, of the 15 that were to stay: the move is put back, succeeds, and the merge follows. */
    @Test
    @Tells("mergeBlockedByRefusedMove")
    void aMergeBehindARefusedMoveGoesOnOnceThatSucceeds() {
        var company = onboarded(domain("merges"));
        var old = active(company, Map.of("partNumber", BASIC));
        var vain = refusedMove(old);
        var scheduled = changeTo(
                old,
                20,
                Map.of(
                        "effective",
                        "ON_DATE",
                        "effectiveDate",
                        today().plusDays(2).toString()));
        moveTo(today().plusDays(2));
        runJobs();
        scan();

        var found = decided("MERGE_FAILED", scheduled, "EARLIER_MOVE_REFUSED", "TAKE_BLOCKING_MOVE_BACK");
        assertThat(found.path("words").asText()).contains(vain.path("leaving").asText());
        fix(operator, found, "REQUEUE_BLOCKING_MOVE", Map.of());
        scan();

        assertThat(provisioning(vain.path("leaving").asText())).isEqualTo("PROVISIONED");
        assertThat(subscription(old).path("quantity").asInt()).isEqualTo(20);
        assertClosed(found);
    }

    /** Accepted with 202, and never heard of again. */
    @Test
    @Tells("movePendingTooLong")
    void aMoveOfWhichNobodyHearsAgainIsTakenBackAfterADay() {
        var company = onboarded(domain("forgotten"));
        var old = active(company, Map.of("partNumber", BASIC));
        outside.behaves(Map.of("transitionsForgotten", true));
        JsonNode vain;
        try {
            vain = moveTen(old);
            runJobs();
        } finally {
            outside.behaves(Map.of("transitionsForgotten", false));
        }
        var leaving = vain.path("leaving").asText();
        time.moveBy(Duration.ofHours(5));
        scan();
        assertThat(provisioning(leaving)).isEqualTo("AWAITING_PROVISIONING");
        decided(leaving, "UNDER_WAY", "WAIT");

        time.moveBy(Duration.ofHours(20));
        scan();
        look(leaving);

        var found = decided(leaving, "MOVE_PENDING_TOO_LONG", "TAKE_MOVE_BACK");
        fix(operator, found, "TAKE_MOVE_BACK", Map.of());
        scan();

        assertThat(subscription(old).path("quantity").asInt()).isEqualTo(25);
        assertThat(quantityThere(company)).isEqualTo(25);
        assertThat(status(vain.path("newSubscription").asText())).isEqualTo("CANCELLED");
        assertClosed(found);
    }

    private JsonNode refusedMove(String number) {
        outside.behaves(Map.of("transitionsFail", true));
        try {
            var moved = moveTen(number);
            runJobs();
            assertThat(provisioning(moved.path("leaving").asText())).isEqualTo("FAILED_PROVISIONING");
            return moved;
        } finally {
            outside.behaves(Map.of("transitionsFail", false));
        }
    }

    private JsonNode moveTen(String number) {
        var path = "/api/v1/subscriptions/" + number;
        return operator.change(
                HttpMethod.POST,
                path + "/moves",
                path,
                Map.of(
                        "partNumber", STANDARD,
                        "quantity", 10,
                        "term", "P1Y",
                        "billingPlan", "MONTHLY",
                        "reason", "They need more"));
    }

    private int quantityThere(Company company) {
        return outside.subscriptionsOf(company.tenant()).get(0).path("quantity").asInt();
    }
}
