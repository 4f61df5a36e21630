package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

/** Why a scheduled change was not merged on its day, and what puts it right in place. Provisioning best practices §3. */
class MergeCasesIT extends RemediationScenario {

    /** A product of this story's own, for its rules are changed. */
    private static final String AUDIO = "CFQ7TTC0LHSL:0001";

    @Autowired
    private ManagementService management;

    /** The three seats that were set aside are not ordered along with the five: somebody is asked first. */
    @Test
    @Tells({"mergeBlockedByFailedChange", "editedThere"})
    void behindAFailedChangeItIsMergedOnceThatIsSettled() {
        var company = onboarded(domain("behind"));
        var number = active(company, Map.of());
        var day = today().plusDays(3);
        var scheduled = schedule(number, 30, day);
        refusesChanges(company, 1);
        var failed = changeTo(number, 28, Map.of());
        runJobs();
        comes(day);

        var found = decided(scheduled, "EARLIER_CHANGE_FAILED", "REQUEUE_BLOCKER");
        assertThat(found.path("symptom").asText()).isEqualTo("MERGE_FAILED");
        assertThat(found.path("words").asText()).contains(failed);
        assertRefused(billing, found, "SETTLE_BLOCKER", Map.of());
        fix(operator, found, "SETTLE_BLOCKER", Map.of());
        scan();

        assertThat(provisioning(failed)).isEqualTo("NOT_APPLICABLE");
        assertClosed(found);
        var merged = scheduled(scheduled).path("licenseChangeNumber").asText();
        var differs = decided(merged, "EDITED_THERE", "KEEP_BOTH");
        assertThat(differs.path("words").asText()).contains("holds 25 at the provider and had 28 by our ledger");
        fix(operator, differs, "KEEP_OURS", Map.of());

        assertThat(subscription(number).path("quantity").asInt()).isEqualTo(33);
        assertThat(seatsAtTheProvider(company, number)).as("28 and five more").isEqualTo(33);
        assertClosed(differs);
    }

    @Test
    @Tells({"mergeBehindFailedMerge", "mergeOfSuspended", "mergeOfActiveAgain"})
    void behindAnotherThatWasNotMergedItWaitsAndFollowsByItself() {
        var company = onboarded(domain("queue"));
        var number = active(company, Map.of());
        var day = today().plusDays(3);
        var first = schedule(number, 30, day);
        var second = schedule(number, 27, day.plusDays(1));
        suspend(company, number);
        comes(day);
        comes(day.plusDays(1));

        var reason = decided(first, "SUBSCRIPTION_SUSPENDED", "REACTIVATE");
        var found = decided(second, "EARLIER_MERGE_FAILED", "WAIT");
        assertThat(found.path("words").asText()).contains(first);
        fix(operator, reason, "CANCEL_SCHEDULED", Map.of());
        var itself = decided(second, "SUBSCRIPTION_SUSPENDED", "REACTIVATE");
        assertThat(number(itself)).isEqualTo(number(found));
        fix(operator, itself, "REACTIVATE", Map.of());
        scan();

        assertMerged(second);
        assertThat(status(number)).isEqualTo("ACTIVE");
        assertThat(seatsAtTheProvider(company, number)).isEqualTo(27);
        assertClosed(reason);
        assertClosed(found);
        assertThat(kinds(evidence(number(found)))).containsSubsequence("ACTED", "ACTED", "CLOSED");
        assertThat(causes(found)).containsSubsequence("EARLIER_MERGE_FAILED", "SUBSCRIPTION_SUSPENDED", "ACTIVE_AGAIN");
    }

    @Test
    @Tells("mergeOnInvalidDate")
    void onADayBeforeAPriceThatWasMergedSinceItIsMovedBehindThat() {
        var company = onboarded(domain("dates"));
        var number = active(company, Map.of());
        var start = today();
        var scheduled = schedule(number, 30, start.plusDays(5));
        change(
                number,
                Map.of(
                        "kind", "PRICE",
                        "unitPrice", "49.00",
                        "effective", "ON_DATE",
                        "effectiveDate", start.plusDays(10).toString(),
                        "provisionOn", start.plusDays(3).toString()));
        comes(start.plusDays(3));
        comes(start.plusDays(5));

        var found = decided(scheduled, "DATES_INVALID", "MOVE_SCHEDULED");
        assertThat(found.path("words").asText()).contains(start.plusDays(10).toString());
        fix(operator, found, "MOVE_SCHEDULED", Map.of("date", start.plusDays(10).toString()));
        assertClosed(found);
        comes(start.plusDays(10));

        assertMerged(scheduled);
        assertThat(seatsAtTheProvider(company, number)).isEqualTo(30);
    }

    @Test
    @Tells("mergeOfInactive")
    void ofADeactivatedSubscriptionItIsCalledOff() {
        var company = onboarded(domain("gone"));
        var number = active(company, Map.of());
        var scheduled = schedule(number, 30, today().plusDays(3));
        change(number, Map.of("kind", "DEACTIVATE"));
        runJobs();
        comes(today().plusDays(3));

        var found = decided(scheduled, "SUBSCRIPTION_NOT_ACTIVE", "CANCEL_SCHEDULED");
        assertThat(found.path("words").asText()).contains("INACTIVE");
        fix(operator, found, "CANCEL_SCHEDULED", Map.of());

        assertThat(scheduled(scheduled).path("status").asText()).isEqualTo("CANCELLED");
        assertClosed(found);
    }

    @Test
    @Tells("mergeOutsideWindow")
    void outsideOfTheWindowOfAnAddOnItIsMadeOnRenewalInstead() {
        var company = onboarded(domain("window"));
        var number = active(company, Map.of());
        var scheduled = schedule(number, 20, today().plusDays(10));
        reductionsOfAudio(Map.of("quantityReductionBehavior", "ALLOWED_WITHIN_WINDOW", "quantityReductionWindow", 3));
        active(company, Map.of("partNumber", AUDIO, "quantity", 5, "parentNumber", number));
        reductionsOfAudio(Map.of());
        comes(today().plusDays(10));

        var found = decided(scheduled, "OUTSIDE_WINDOW", "CANCEL_AND_REDUCE_ON_RENEWAL");
        assertThat(found.path("words").asText()).contains("falls outside of allowed window");
        fix(operator, found, "CANCEL_AND_REDUCE_ON_RENEWAL", Map.of());

        assertClosed(found);
        assertThat(scheduled(scheduled).path("status").asText()).isEqualTo("CANCELLED");
        assertThat(pending(number)).singleElement().satisfies(later -> {
            assertThat(later.path("quantityDelta").asInt()).isEqualTo(-5);
            assertThat(later.path("effectiveDate").asText())
                    .isEqualTo(subscription(number).path("nextRenewal").asText());
        });
    }

    /** Merged on a day before it takes effect, it fails once more there: that is one case, whatever the day. */
    @Test
    void failingAgainBeforeItsEffectiveDateItKeepsItsCase() {
        var company = onboarded(domain("early"));
        var number = active(company, Map.of());
        var merge = today().plusDays(3);
        var scheduled = changeTo(
                number,
                30,
                Map.of(
                        "effective", "ON_DATE",
                        "effectiveDate", today().plusDays(10).toString(),
                        "provisionOn", merge.toString()));
        change(number, Map.of("kind", "DEACTIVATE"));
        runJobs();
        comes(merge);
        var found = decided(scheduled, "SUBSCRIPTION_NOT_ACTIVE", "CANCEL_SCHEDULED");

        operator.post("/api/v1/scheduled-license-changes/" + scheduled + "/retry", Map.of("reason", "Once more"));
        operator.post("/api/v1/cases/" + number(found) + "/look", Map.of());
        runJobsOf("remediation");
        assertThat(scheduled(scheduled).path("status").asText()).isEqualTo("PENDING");
        assertThat(number(decided(scheduled, "MERGE_UNDER_WAY", "WAIT"))).isEqualTo(number(found));
        runJobs();
        scan();

        var again = decided(scheduled, "SUBSCRIPTION_NOT_ACTIVE", "CANCEL_SCHEDULED");
        fix(operator, again, "CANCEL_SCHEDULED", Map.of());
        assertClosed(found);
        assertThat(operator.list("/api/v1/cases?subject=" + scheduled)).hasSize(1);
    }

    /** Its process goes on under the number of the scheduled change; the case is that of the change which it became. */
    @Test
    void mergedAndThenNotHeardByTheProviderItHasOneCaseOnly() {
        var company = onboarded(domain("unheard"));
        var number = active(company, Map.of());
        var day = today().plusDays(3);
        var scheduled = schedule(number, 30, day);
        var silence = outside.fault(
                "PATCH",
                "/v1/customers/" + company.tenant() + "/subscriptions/*",
                Map.of("kind", "STATUS", "status", 503));
        comes(day);
        retries();
        var change = scheduled(scheduled).path("licenseChangeNumber").asText();

        assertThat(openCasesOf(scheduled)).isEmpty();
        var found = decided(change, "PROVIDER_WAS_UNREACHABLE", "RETRY_STEP");
        assertThat(found.path("words").asText()).contains("orderNewQuantity", change);
        outside.endOf(silence);
        retries();

        assertMerged(scheduled);
        assertThat(seatsAtTheProvider(company, number)).isEqualTo(30);
        assertClosed(found);
        assertThat(operator.list("/api/v1/cases?subject=" + scheduled)).isEmpty();
        assertThat(operator.list("/api/v1/cases?subject=" + change)).hasSize(1);
    }

    private void runJobsOf(String process) {
        for (var jobs = dueJobsOf(process); !jobs.isEmpty(); jobs = dueJobsOf(process)) {
            jobs.forEach(job -> management.executeJob(job.getId()));
        }
    }

    private List<Job> dueJobsOf(String process) {
        return dueJobs().stream()
                .filter(job -> process.equals(job.getProcessDefinitionKey()))
                .toList();
    }

    private String schedule(String subscription, int quantity, LocalDate day) {
        return changeTo(subscription, quantity, Map.of("effective", "ON_DATE", "effectiveDate", day.toString()));
    }

    private void change(String subscription, Map<String, ?> wish) {
        var path = "/api/v1/subscriptions/" + subscription;
        var body = new java.util.HashMap<String, Object>(wish);
        body.put("reason", "Story");
        operator.change(HttpMethod.POST, path + "/changes", path, body);
    }

    private void comes(LocalDate day) {
        moveTo(day);
        runJobs();
    }

    /** Somebody stops the service in the provider's portal, and the sync brings it here. */
    private void suspend(Company company, String subscription) {
        var id = subscription(subscription).path("providerSubscriptionId").asText();
        outside.editsInThePortal(company.tenant(), id, Map.of("status", "suspended"));
        syncOf(company);
        assertThat(status(subscription)).isEqualTo("SUSPENDED");
    }

    private void reductionsOfAudio(Map<String, ?> rules) {
        var path = "/api/v1/products/partner-center/" + AUDIO;
        var body = new java.util.HashMap<String, Object>(rules);
        body.put("active", true);
        billing.change(HttpMethod.PUT, path, path, body);
    }

    private JsonNode scheduled(String number) {
        return operator.get("/api/v1/scheduled-license-changes/" + number);
    }

    private List<JsonNode> pending(String subscription) {
        return operator.list("/api/v1/scheduled-license-changes?subscription=" + subscription).stream()
                .filter(change -> change.path("status").asText().equals("PENDING"))
                .toList();
    }

    private void assertMerged(String scheduled) {
        var merged = scheduled(scheduled);
        assertThat(merged.path("status").asText()).as(() -> merged.toString()).isEqualTo("ARCHIVED");
        assertThat(provisioning(merged.path("licenseChangeNumber").asText())).isEqualTo("PROVISIONED");
    }

    private int seatsAtTheProvider(Company company, String subscription) {
        var id = subscription(subscription).path("providerSubscriptionId").asText();
        return outside.subscriptionsOf(company.tenant()).stream()
                .filter(there -> there.path("id").asText().equals(id))
                .mapToInt(there -> there.path("quantity").asInt())
                .findFirst()
                .orElseThrow();
    }
}
