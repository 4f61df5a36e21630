package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.sync.ProviderSyncs;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** What ledger and provider say differently is reported, put right in one action, and never twice. Provisioning best practices §5. */
class MismatchIT extends Scenario {

    private static final String BASIC = "CFQ7TTC0LH18:0001";
    private static final String STANDARD = "CFQ7TTC0LDPB:0001";

    @Autowired
    private ProviderSyncs syncs;

    @Test
    void aLookThatOnlyComparesReportsEachDifferenceAndWritesNothing() {
        var company = onboarded(domain("compared"));
        var known = outside.buysInThePortal(company.tenant(), E5, 10).path("id").asText();
        syncOf(company);
        outside.editsInThePortal(company.tenant(), known, Map.of("quantity", 12, "autoRenewEnabled", false));
        outside.buysInThePortal(company.tenant(), TEAMS_PHONE, 3);

        compares(company);
        compares(company);

        assertThat(mismatchesOf(company))
                .extracting(each ->
                        each.path("kind").asText() + " " + each.path("ours").asText() + " > "
                                + each.path("theirs").asText())
                .hasSize(3)
                .contains("QUANTITY 10 > 12", "AUTO_RENEW on > off")
                .anyMatch(words -> words.startsWith("MISSING_HERE  > 3 × "));
        assertThat(operator.list("/api/v1/subscriptions?size=200").stream()
                        .filter(each ->
                                each.path("providerAccountNumber").asText().equals(company.account()))
                        .map(each -> each.path("quantity").asInt()))
                .containsExactly(10);
    }

    @Test
    void theNextSyncTakesOverWhatItCanAndTheMismatchesCloseByThemselves() {
        var company = onboarded(domain("closing"));
        var known = outside.buysInThePortal(company.tenant(), E5, 10).path("id").asText();
        syncOf(company);
        outside.editsInThePortal(company.tenant(), known, Map.of("quantity", 12));
        compares(company);
        var mismatch = mismatchesOf(company).get(0).path("number").asText();

        syncOf(company);

        assertThat(mismatchesOf(company)).isEmpty();
        assertThat(operator.get("/api/v1/mismatches/" + mismatch).path("status").asText())
                .isEqualTo("GONE");
    }

    @Test
    void oursIsSentAgainInOneAction() {
        var company = onboarded(domain("sent"));
        var number = active(company, Map.of("quantity", 10));
        var fault = refusesChanges(company, 50);
        var change = changeTo(number, 14, Map.of());
        runJobs();
        outside.endOf(fault);
        assertThat(provisioning(change)).isEqualTo("FAILED_PROVISIONING");

        syncOf(company);
        var mismatch = mismatchesOf(company).get(0);
        var repaired = repair(mismatch, Map.of("repair", "SEND_OURS", "reason", "The customer has ordered them"));
        runJobs();
        syncOf(company);

        assertThat(mismatch.path("kind").asText()).isEqualTo("QUANTITY");
        assertThat(mismatch.path("proposal").asText()).isEqualTo("SEND_OURS");
        assertThat(repaired.getBody().path("status").asText()).isEqualTo("REPAIRED");
        assertThat(repaired.getBody().path("decidedBy").asText()).isEqualTo("operator");
        assertThat(provisioning(change)).isEqualTo("PROVISIONED");
        assertThat(outside.subscriptionsOf(company.tenant())
                        .get(0)
                        .path("quantity")
                        .asInt())
                .isEqualTo(14);
        assertThat(mismatchesOf(company)).isEmpty();
        assertThat(operator.list(
                        "/api/v1/audit?subject=" + mismatch.path("number").asText()))
                .extracting(entry -> entry.path("action").asText() + ": "
                        + entry.path("reason").asText())
                .containsExactly("mismatch-decided: The customer has ordered them");
    }

    @Test
    void theirsIsAdoptedAndWhatWasRefusedIsNotWantedAnyMore() {
        var company = onboarded(domain("adopted"));
        var number = active(company, Map.of("quantity", 10));
        var fault = refusesChanges(company, 50);
        var change = changeTo(number, 14, Map.of());
        runJobs();
        outside.endOf(fault);
        syncOf(company);

        repair(mismatchesOf(company).get(0), Map.of("repair", "ADOPT_THEIRS", "reason", "Ordered by mistake"));

        var ledger = ledgerOf(number);
        assertThat(subscription(number).path("quantity").asInt()).isEqualTo(10);
        assertThat(provisioning(change)).isEqualTo("NOT_APPLICABLE");
        assertThat(ledger)
                .extracting(each -> each.path("quantityDelta").asInt())
                .containsExactly(10, 4, -4);
        assertThat(ledger.get(2).path("source").asText()).isEqualTo("PROVIDER");
    }

    @Test
    void theLedgerIsCorrectedFromADayOnAndTheProviderIsToldNothing() {
        var company = onboarded(domain("corrected"));
        var number = active(company, Map.of("quantity", 10));
        var fault = refusesChanges(company, 50);
        changeTo(number, 14, Map.of());
        runJobs();
        outside.endOf(fault);
        syncOf(company);
        var before =
                outside.requests("PATCH", "/v1/customers/" + company.tenant()).size();

        var early = repair(
                mismatchesOf(company).get(0),
                Map.of(
                        "repair",
                        "CORRECT_LEDGER",
                        "reason",
                        "Known",
                        "from",
                        today().minusDays(400).toString()));
        var done = repair(
                mismatchesOf(company).get(0),
                Map.of("repair", "CORRECT_LEDGER", "reason", "Known", "from", today().toString()));
        runJobs();

        assertThat(early.getStatusCode().value()).isEqualTo(422);
        assertThat(early.getBody().path("detail").asText()).contains("outside the life of Subscription " + number);
        assertThat(done.getStatusCode().value()).isEqualTo(200);
        assertThat(subscription(number).path("quantity").asInt()).isEqualTo(10);
        assertThat(outside.requests("PATCH", "/v1/customers/" + company.tenant()))
                .hasSize(before);
    }

    @Test
    void whatVanishedThereEndsHereByADecision() {
        var company = onboarded(domain("vanished"));
        var known = outside.buysInThePortal(company.tenant(), E5, 10).path("id").asText();
        syncOf(company);
        outside.vanishes(company.tenant(), known);

        syncOf(company);
        var mismatch = mismatchesOf(company).get(0);
        repair(mismatch, Map.of("repair", "ADOPT_THEIRS", "reason", "The provider confirms it by ticket 4711"));

        assertThat(mismatch.path("kind").asText()).isEqualTo("MISSING_THERE");
        var ended = subscription(mismatch.path("subscriptionNumber").asText());
        assertThat(ended.path("status").asText()).isEqualTo("CANCELLED");
        assertThat(ended.path("quantity").asInt()).isZero();
    }

    @Test
    void whatIsIgnoredStaysAwayUntilEitherSideChanges() {
        var company = onboarded(domain("ignored"));
        var known = outside.buysInThePortal(company.tenant(), E5, 10).path("id").asText();
        syncOf(company);
        outside.editsInThePortal(company.tenant(), known, Map.of("quantity", 12));
        compares(company);
        var mismatch = mismatchesOf(company).get(0);

        var blank = repair(mismatch, Map.of("repair", "IGNORE", "reason", " "));
        repair(mismatch, Map.of("repair", "IGNORE", "reason", "Test seats"));
        compares(company);
        var ignored = mismatchesOf(company);
        outside.editsInThePortal(company.tenant(), known, Map.of("quantity", 15));
        compares(company);

        assertThat(blank.getStatusCode().value()).isEqualTo(400);
        assertThat(ignored).isEmpty();
        assertThat(mismatchesOf(company))
                .singleElement()
                .satisfies(each -> assertThat(each.path("theirs").asText()).isEqualTo("15"));
    }

    @Test
    void whatIsUnderWayIsNoDifference() {
        var company = onboarded(domain("underway"));
        var number = active(company, Map.of("quantity", 10));
        changeTo(number, 14, Map.of());

        comparesAlone(company);

        assertThat(mismatchesOf(company)).isEmpty();
        runJobs();
        assertThat(subscription(number).path("quantity").asInt()).isEqualTo(14);
    }

    @Test
    void whoDecidesOnAnOldPictureIsToldSo() {
        var company = onboarded(domain("stale"));
        var known = outside.buysInThePortal(company.tenant(), E5, 10).path("id").asText();
        syncOf(company);
        outside.editsInThePortal(company.tenant(), known, Map.of("quantity", 12));
        compares(company);
        var mismatch = mismatchesOf(company).get(0);
        repair(mismatch, Map.of("repair", "IGNORE", "reason", "First"));

        var second = repair(mismatch, Map.of("repair", "ADOPT_THEIRS", "reason", "Second"));

        assertThat(second.getStatusCode().value()).isEqualTo(412);
    }

    @Test
    void autoRenewalIsToldAgainAndNothingElseThatDiffersWithIt() {
        var company = onboarded(domain("renewing"));
        var known = outside.buysInThePortal(company.tenant(), E5, 10).path("id").asText();
        syncOf(company);
        outside.editsInThePortal(company.tenant(), known, Map.of("autoRenewEnabled", false, "quantity", 12));
        compares(company);
        var mismatch = open(company, "AUTO_RENEW");

        var done = repair(mismatch, Map.of("repair", "SEND_OURS", "reason", "They want to keep it"));
        runJobs();
        compares(company);

        assertThat(done.getBody().path("status").asText()).isEqualTo("REPAIRED");
        assertThat(there(company).path("autoRenewEnabled").asBoolean()).isTrue();
        assertThat(there(company).path("quantity").asInt()).isEqualTo(12);
        var subscription = mismatch.path("subscriptionNumber").asText();
        assertThat(subscription(subscription).path("quantity").asInt()).isEqualTo(10);
        assertThat(mismatchesOf(company))
                .extracting(each -> each.path("kind").asText())
                .containsExactly("QUANTITY");
        var told = last(subscription);
        assertThat(told.path("provisioningStatus").asText()).isEqualTo("PROVISIONED");
        assertThat(told.path("reason").asText())
                .contains(mismatch.path("number").asText(), "They want to keep it");
        assertThat(operator.list("/api/v1/audit?subject=" + subscription))
                .extracting(entry -> entry.path("action").asText())
                .contains("ours-sent");
    }

    @Test
    void aSubscriptionThatWasSuspendedThereIsReactivatedInOneAction() {
        var company = onboarded(domain("suspended"));
        var known = outside.buysInThePortal(company.tenant(), E5, 10).path("id").asText();
        syncOf(company);
        outside.editsInThePortal(company.tenant(), known, Map.of("status", "suspended"));
        compares(company);

        repair(open(company, "STATUS"), Map.of("repair", "SEND_OURS", "reason", "Suspended by mistake"));
        runJobs();

        assertThat(there(company).path("status").asText()).isEqualTo("active");
        assertThat(there(company).path("quantity").asInt()).isEqualTo(10);
    }

    @Test
    void whatGoesOnThereThoughItEndedHereIsCancelledInOneAction() {
        var company = onboarded(domain("undead"));
        var known = outside.buysInThePortal(company.tenant(), E5, 10).path("id").asText();
        syncOf(company);
        outside.editsInThePortal(company.tenant(), known, Map.of("status", "deleted"));
        syncOf(company);
        outside.forces(company.tenant(), known, Map.of("status", "active"));
        compares(company);
        var mismatch = open(company, "STATUS");

        repair(mismatch, Map.of("repair", "SEND_OURS", "reason", "It is over"));
        runJobs();

        assertThat(there(company).path("status").asText()).isEqualTo("deleted");
        assertThat(status(mismatch.path("subscriptionNumber").asText())).isEqualTo("CANCELLED");
    }

    @Test
    void aNextTermThatWasTakenBackThereIsToldAgain() {
        var company = onboarded(domain("planned"));
        var number = active(company, Map.of("quantity", 10));
        var path = "/api/v1/subscriptions/" + number;
        operator.change(
                HttpMethod.POST,
                path + "/term-changes",
                path,
                Map.of(
                        "instruction",
                        "NEXT_TERM",
                        "reason",
                        "They grow",
                        "next",
                        Map.of("partNumber", E5, "quantity", 20, "term", "P1Y", "billingPlan", "MONTHLY")));
        runJobs();
        var none = new HashMap<String, Object>();
        none.put("scheduledNextTermInstructions", null);
        outside.editsInThePortal(company.tenant(), there(company).path("id").asText(), none);
        compares(company);
        var mismatch = open(company, "NEXT_TERM");

        repair(mismatch, Map.of("repair", "SEND_OURS", "reason", "It was agreed"));
        runJobs();
        syncOf(company);

        assertThat(mismatch.path("ours").asText()).isEqualTo("20 × " + E5 + " for P1Y MONTHLY");
        assertThat(mismatch.path("theirs").asText()).isEqualTo("as it is");
        assertThat(there(company).at("/scheduledNextTermInstructions/quantity").asInt())
                .isEqualTo(20);
        assertThat(mismatchesOf(company)).isEmpty();
    }

    @Test
    void whatEndedThereLongAgoEndsInOurBooksFromThatDay() {
        var company = onboarded(domain("ended"));
        var known = outside.buysInThePortal(company.tenant(), E5, 10).path("id").asText();
        syncOf(company);
        var bought = today();
        moveTo(bought.plusDays(3));
        runJobs();
        outside.editsInThePortal(company.tenant(), known, Map.of("status", "deleted"));
        compares(company);
        var mismatch = open(company, "STATUS");

        repair(
                mismatch,
                Map.of(
                        "repair",
                        "CORRECT_LEDGER",
                        "reason",
                        "Cancelled on the second day",
                        "from",
                        bought.plusDays(1).toString()));

        var subscription = mismatch.path("subscriptionNumber").asText();
        assertThat(status(subscription)).isEqualTo("CANCELLED");
        var end = last(subscription);
        assertThat(end.path("quantityDelta").asInt()).isEqualTo(-10);
        assertThat(end.path("effectiveDate").asText())
                .isEqualTo(bought.plusDays(1).toString());
        assertThat(end.path("source").asText()).isEqualTo("SYSTEM");
    }

    @Test
    void aProductThatWasUpgradedThereIsCorrectedWithItsPriceAndNeverSentBack() {
        var company = onboarded(domain("upgraded"));
        var known =
                outside.buysInThePortal(company.tenant(), BASIC, 10).path("id").asText();
        syncOf(company);
        outside.movesInThePortal(company.tenant(), known, STANDARD);
        compares(company);
        var mismatch = open(company, "PRODUCT");
        var subscription = mismatch.path("subscriptionNumber").asText();
        var before = price(subscription);

        var back = repair(mismatch, Map.of("repair", "SEND_OURS", "reason", "Not ordered"));
        var done = repair(
                mismatch, Map.of("repair", "CORRECT_LEDGER", "reason", "Agreed by mail", "from", today().toString()));
        runJobs();
        syncOf(company);

        assertThat(back.getStatusCode().value()).isEqualTo(422);
        assertThat(back.getBody().path("detail").asText())
                .contains("a product is changed there upwards only", "plan ours for the next term");
        assertThat(done.getStatusCode().value()).isEqualTo(200);
        assertThat(price(subscription)).isGreaterThan(before);
        assertThat(last(subscription).path("source").asText()).isEqualTo("SYSTEM");
        assertThat(outside.requests("PATCH", "/v1/customers/" + company.tenant() + "/**"))
                .isEmpty();
        assertThat(mismatchesOf(company)).isEmpty();
    }

    @Test
    void aRepairThatMakesNoSenseIsRefusedInWords() {
        var company = onboarded(domain("senseless"));
        var known = outside.buysInThePortal(company.tenant(), E5, 10).path("id").asText();
        syncOf(company);
        outside.editsInThePortal(company.tenant(), known, Map.of("autoRenewEnabled", false));
        outside.buysInThePortal(company.tenant(), TEAMS_PHONE, 3);
        compares(company);
        var renewal = repair(open(company, "AUTO_RENEW"), Map.of("repair", "CORRECT_LEDGER", "reason", "Books"));
        var unknown = repair(open(company, "MISSING_HERE"), Map.of("repair", "SEND_OURS", "reason", "Ours"));
        outside.vanishes(company.tenant(), known);
        compares(company);
        var gone = repair(open(company, "MISSING_THERE"), Map.of("repair", "SEND_OURS", "reason", "Ours"));

        assertThat(List.of(renewal, unknown, gone))
                .allSatisfy(answer -> assertThat(answer.getStatusCode().value()).isEqualTo(422));
        assertThat(renewal.getBody().path("detail").asText()).contains("it is owed on no day");
        assertThat(unknown.getBody().path("detail").asText()).contains("we know nothing of it");
        assertThat(gone.getBody().path("detail").asText()).contains("there is nobody to tell");
    }

    private JsonNode open(Company company, String kind) {
        return mismatchesOf(company).stream()
                .filter(each -> each.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode there(Company company) {
        return outside.subscriptionsOf(company.tenant()).get(0);
    }

    private JsonNode last(String subscription) {
        var ledger = ledgerOf(subscription);
        return ledger.get(ledger.size() - 1);
    }

    private BigDecimal price(String subscription) {
        return subscription(subscription).path("monthlyUnitPrice").decimalValue();
    }

    /** Without the jobs of others, only the sync's own. */
    private void comparesAlone(Company company) {
        var number = number(operator.post(
                "/api/v1/provider-syncs", Map.of("providerAccountNumber", company.account(), "compareOnly", true)));
        syncs.begin(number);
        syncs.selectTenants(number);
        syncs.syncNextChunk(number);
    }

    private ResponseEntity<JsonNode> repair(JsonNode mismatch, Map<String, ?> wish) {
        return as("operator")
                .post()
                .uri("/api/v1/mismatches/" + mismatch.path("number").asText() + "/repair")
                .header("If-Match", "\"" + mismatch.path("version").asLong() + "\"")
                .contentType(MediaType.APPLICATION_JSON)
                .body(wish)
                .retrieve()
                .toEntity(JsonNode.class);
    }
}
