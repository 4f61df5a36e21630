package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.provider.ProviderHinted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Somebody buys seats in the portal while a change of ours is on its way: nothing of it is undone unseen. 25 seats are
 * known, 15 are bought there, one more is ordered here. Provisioning best practices §2 and §5.
 */
class EditedThereCasesIT extends RemediationScenario {

    @Autowired
    private ApplicationEventPublisher events;

    @Test
    @Tells("editedThere")
    void seatsThatWereBoughtThereAreKeptWithTheirDayAndOursComesOnTopOfThem() {
        var company = onboarded(domain("both"));
        var number = active(company, Map.of());
        var bought = today();
        hint(company, number);
        moveTo(bought.plusDays(2));
        var change = overtaken(company, number);

        var found = decided(change, "EDITED_THERE", "KEEP_BOTH");
        assertThat(found.path("words").asText())
                .contains("holds 40 at the provider and had 25 by our ledger", "sends 41", "orders 26 again");
        assertThat(patches(company)).as("nothing was sent").isZero();
        fix(operator, found, "KEEP_BOTH", Map.of());

        assertThat(deltas(number)).containsExactly(25, 1, 15);
        var theirs = last(number);
        assertThat(theirs.path("source").asText()).isEqualTo("PROVIDER");
        assertThat(theirs.path("provisioningStatus").asText()).isEqualTo("NOT_APPLICABLE");
        assertThat(theirs.path("effectiveDate").asText()).isEqualTo(bought.toString());
        assertThat(theirs.path("reason").asText()).isEqualTo("Changed at the provider: quantity 25 to 40");
        assertThat(provisioning(change)).isEqualTo("PROVISIONED");
        assertAgree(company, number, 41);
        assertClosed(found);
    }

    @Test
    @Tells("editedThere")
    void whatWasDoneThereCanBeAllThatIsWanted() {
        var company = onboarded(domain("theirs"));
        var number = active(company, Map.of());
        var change = overtaken(company, number);

        var found = decided(change, "EDITED_THERE", "KEEP_BOTH");
        fix(operator, found, "KEEP_THEIRS", Map.of());

        assertThat(deltas(number)).containsExactly(25, 1, 14);
        assertThat(last(number).path("reason").asText())
                .isEqualTo("Changed at the provider: quantity 25 to 40; what " + change + " said is part of it");
        assertThat(provisioning(change)).isEqualTo("NOT_APPLICABLE");
        assertThat(patches(company)).isZero();
        assertAgree(company, number, 40);
        assertClosed(found);
    }

    @Test
    @Tells("editedThere")
    void whatWasDoneThereIsWrittenDownBeforeItIsOrderedBack() {
        var company = onboarded(domain("ours"));
        var number = active(company, Map.of());
        var change = overtaken(company, number);

        var found = decided(change, "EDITED_THERE", "KEEP_BOTH");
        fix(operator, found, "KEEP_OURS", Map.of());

        assertThat(deltas(number)).containsExactly(25, 1, 14, -14);
        assertThat(provisioning(change)).isEqualTo("NOT_APPLICABLE");
        assertThat(last(number).path("provisioningStatus").asText()).isEqualTo("PROVISIONED");
        assertAgree(company, number, 26);
        assertClosed(found);
    }

    @Test
    void whatWaitsBehindItGoesOnWithItsNewTotal() {
        var company = onboarded(domain("behind"));
        var number = active(company, Map.of());
        var first = changeTo(number, 26, Map.of());
        var second = changeTo(number, 28, Map.of());
        buysFifteenMore(company, number);
        runJobs();
        assertThat(provisioning(second)).isEqualTo("AWAITING_PROVISIONING");

        var answer = reconcile(first, "BOTH");
        runJobs();

        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        var theirs = last(number).path("number").asText();
        assertThat(answer.getBody().path("takenOver").asText()).isEqualTo(theirs);
        assertThat(answer.getBody().at("/impact/monthlyAfter/amount").decimalValue())
                .isGreaterThan(
                        answer.getBody().at("/impact/monthlyBefore/amount").decimalValue());
        assertThat(deltas(number)).containsExactly(25, 1, 2, 15);
        assertThat(List.of(provisioning(first), provisioning(second))).containsOnly("PROVISIONED");
        assertThat(patches(company)).as("41, then 43").isEqualTo(2);
        assertAgree(company, number, 43);
    }

    /** The lost try may be among what is there, so nothing is sent again before somebody has looked. */
    @Test
    @Tells("editedMeanwhile")
    void anEditAfterATryWithoutAnAnswerIsNotOrderedTwice() {
        var company = onboarded(domain("lost"));
        var number = active(company, Map.of());
        outside.fault(
                "PATCH",
                "/v1/customers/" + company.tenant() + "/subscriptions/*",
                Map.of("kind", "TIMEOUT_AFTER", "times", 1));
        var change = changeTo(number, 26, Map.of());
        runJobs();
        assertThat(provisioning(change)).isEqualTo("AWAITING_PROVISIONING");
        outside.editsInThePortal(company.tenant(), idThere(number), Map.of("quantity", 41));
        time.moveBy(Duration.ofSeconds(11));
        runJobs();

        var found = decided(change, "EDITED_THERE", "KEEP_THEIRS");
        assertThat(found.path("words").asText()).contains("may be among that", "holds 41", "had 25");
        fix(operator, found, "KEEP_THEIRS", Map.of());

        assertThat(deltas(number)).containsExactly(25, 1, 15);
        assertThat(patches(company)).as("the try that was lost").isEqualTo(1);
        assertAgree(company, number, 41);
        assertClosed(found);
    }

    /** 25, of which 20 are taken away there and 10 here: both together would leave less than none. */
    @Test
    void whatCannotBeHadTogetherIsRefusedInWords() {
        var company = onboarded(domain("less"));
        var number = active(company, Map.of());
        var change = changeTo(number, 15, Map.of());
        outside.editsInThePortal(company.tenant(), idThere(number), Map.of("quantity", 5));
        runJobs();
        assertThat(provisioning(change)).isEqualTo("FAILED_PROVISIONING");

        var both = reconcile(change, "BOTH");
        var ofAnother = reconcile(firstChange(number), "THEIRS");
        var theirs = reconcile(change, "THEIRS");
        runJobs();

        assertThat(both.getStatusCode().value()).isEqualTo(422);
        assertThat(both.getBody().path("detail").asText())
                .contains("(25 to 15)", "(25 to 5)", "would come to -5 together");
        assertThat(ofAnother.getStatusCode().value()).isEqualTo(422);
        assertThat(theirs.getStatusCode().value()).isEqualTo(200);
        assertThat(deltas(number)).containsExactly(25, -10, -10);
        assertAgree(company, number, 5);
    }

    /** Put right there before anybody decided: nothing of theirs is left to be kept. */
    @Test
    void whatWasTakenBackThereNeedsNoDecision() {
        var company = onboarded(domain("back"));
        var number = active(company, Map.of());
        var change = overtaken(company, number);
        outside.editsInThePortal(company.tenant(), idThere(number), Map.of("quantity", 25));

        var theirs = reconcile(change, "THEIRS");
        var both = reconcile(change, "BOTH");
        runJobs();

        assertThat(theirs.getStatusCode().value()).isEqualTo(422);
        assertThat(theirs.getBody().path("detail").asText()).contains("what our ledger says by now");
        assertThat(both.getBody().path("takenOver").isNull()).isTrue();
        assertThat(deltas(number)).containsExactly(25, 1);
        assertAgree(company, number, 26);
    }

    /** The page of differences leads to the same: what is there is written first, then ordered back. */
    @Test
    void sendingOursFromADifferenceUndoesNothingUnseenEither() {
        var company = onboarded(domain("mismatch"));
        var number = active(company, Map.of());
        var change = overtaken(company, number);
        operator.post("/api/v1/provider-syncs", Map.of("providerAccountNumber", company.account()));
        runJobs();
        var mismatch = operator.list("/api/v1/mismatches?status=OPEN&size=200").stream()
                .filter(each -> each.path("subscriptionNumber").asText().equals(number))
                .findFirst()
                .orElseThrow();

        as("operator")
                .post()
                .uri("/api/v1/mismatches/" + mismatch.path("number").asText() + "/repair")
                .header("If-Match", "\"" + mismatch.path("version").asLong() + "\"")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("repair", "SEND_OURS", "reason", "Nobody wanted the fifteen"))
                .retrieve()
                .toBodilessEntity();
        runJobs();

        assertThat(mismatch.path("ours").asText()).isEqualTo("26");
        assertThat(mismatch.path("theirs").asText()).isEqualTo("40");
        assertThat(provisioning(change)).isEqualTo("NOT_APPLICABLE");
        assertThat(deltas(number)).containsExactly(25, 1, 14, -14);
        assertAgree(company, number, 26);
    }

    /** One more is ordered here, 15 are bought there, and the provider is told: it holds 40 instead of 25. */
    private String overtaken(Company company, String number) {
        var change = changeTo(number, 26, Map.of());
        buysFifteenMore(company, number);
        runJobs();
        assertThat(provisioning(change)).isEqualTo("FAILED_PROVISIONING");
        assertThat(change(change).path("providerMessage").asText())
                .contains("holds 40 at the provider, and by our ledger 25 before this change to 26", "(edited-there)");
        return change;
    }

    private void buysFifteenMore(Company company, String number) {
        outside.editsInThePortal(company.tenant(), idThere(number), Map.of("quantity", 40));
    }

    /** The provider tells that something has happened just now. */
    private void hint(Company company, String number) {
        events.publishEvent(new ProviderHinted(
                "partner-center",
                company.tenant() + number,
                "subscription-updated",
                company.tenant(),
                idThere(number),
                time.instant()));
    }

    private ResponseEntity<JsonNode> reconcile(String change, String keep) {
        return operator.tryPost(
                "/api/v1/license-changes/" + change + "/reconciliation",
                Map.of("keep", keep, "reason", "Asked the customer"));
    }

    private void assertAgree(Company company, String number, int seats) {
        assertThat(subscription(number).path("quantity").asInt()).as("ledger").isEqualTo(seats);
        assertThat(outside.subscriptionsOf(company.tenant())
                        .get(0)
                        .path("quantity")
                        .asInt())
                .as("provider")
                .isEqualTo(seats);
    }

    private List<Integer> deltas(String number) {
        return ledger(number).stream()
                .map(change -> change.path("quantityDelta").asInt())
                .toList();
    }

    private JsonNode last(String number) {
        var ledger = ledger(number);
        return ledger.get(ledger.size() - 1);
    }

    private List<JsonNode> ledger(String number) {
        return Api.items(operator.get("/api/v1/subscriptions/" + number + "/ledger"));
    }

    private String idThere(String number) {
        return subscription(number).path("providerSubscriptionId").asText();
    }

    /** How often the provider was told anything of the tenant's subscriptions. */
    private int patches(Company company) {
        return outside.requests("PATCH", "/v1/customers/" + company.tenant() + "/subscriptions/*")
                .size();
    }
}
