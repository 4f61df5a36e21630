package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** Seats up and down: now, on a day, on renewal. Provisioning best practices §3. */
class ChangeIT extends Scenario {

    /** A product of this story's own, for its rules are changed. */
    private static final String VISIO = "CFQ7TTC0HD32:0002";

    @Test
    void moreSeatsAreALicenseChangeAndTheProviderGetsTheNewTotal() {
        var company = onboarded(domain("grows"));
        var number = active(company, Map.of());

        var change = changeTo(number, 30, Map.of("effective", "IMMEDIATE"));
        assertThat(provisioning(change)).isEqualTo("AWAITING_PROVISIONING");
        runJobs();

        assertThat(provisioning(change)).isEqualTo("PROVISIONED");
        assertThat(change(change).path("quantityDelta").asInt()).isEqualTo(5);
        assertThat(change(change).path("quantityAfter").asInt()).isEqualTo(30);
        assertThat(change(change).path("actor").asText()).isEqualTo("operator");
        assertThat(seatsAtTheProvider(company, number)).isEqualTo(30);
    }

    @Test
    void aSecondChangeNamesTheOneThatItWaitsForAndComesAfterIt() {
        var company = onboarded(domain("queues"));
        var number = active(company, Map.of());
        var patches = "/v1/customers/" + company.tenant() + "/subscriptions/*";
        outside.fault("PATCH", patches, Map.of("kind", "STATUS", "status", 503, "times", 1));

        var first = changeTo(number, 30, Map.of());
        var second = changeTo(number, 33, Map.of());
        runJobs();

        assertThat(provisioning(first)).isEqualTo("AWAITING_PROVISIONING");
        assertThat(provisioning(second)).isEqualTo("AWAITING_PROVISIONING");
        assertThat(change(second).path("waitsFor").asText()).contains(first + " is Awaiting Provisioning");
        assertThat(change(first).path("waitsFor").asText())
                .startsWith(first + " has no answer of its provider yet")
                .contains("503");

        time.moveBy(Duration.ofSeconds(11));
        runJobs();

        assertThat(provisioning(first)).isEqualTo("PROVISIONED");
        assertThat(provisioning(second)).isEqualTo("PROVISIONED");
        assertThat(provisionedAt(first)).isBefore(provisionedAt(second));
        assertThat(outside.carriedOut("PATCH", patches)).hasSize(2);
        assertThat(seatsAtTheProvider(company, number)).isEqualTo(33);
    }

    @Test
    void aChangeOnADayIsScheduledAndBecomesALicenseChangeOnThatDay() {
        var company = onboarded(domain("dated"));
        var number = active(company, Map.of());
        var day = today().plusDays(5);

        var scheduled = changeTo(number, 28, Map.of("effective", "ON_DATE", "effectiveDate", day.toString()));
        moveTo(day.minusDays(1));
        runJobs();

        assertThat(scheduled).startsWith("SLCL-");
        assertThat(scheduledStatus(scheduled)).isEqualTo("PENDING");
        assertThat(openScheduledChanges()).contains(scheduled);
        assertThat(seatsAtTheProvider(company, number)).isEqualTo(25);

        moveTo(day);
        runJobs();

        assertMergedAndProvisioned(scheduled, day);
        assertThat(openScheduledChanges()).doesNotContain(scheduled);
        assertThat(seatsAtTheProvider(company, number)).isEqualTo(28);
    }

    @Test
    void aChangeOnRenewalWaitsForTheRenewal() {
        var company = onboarded(domain("renews"));
        var number = active(company, Map.of("term", "P1M", "billingPlan", "MONTHLY"));
        var renewal = LocalDate.parse(subscription(number).path("nextRenewal").asText());

        var scheduled = changeTo(number, 27, Map.of("effective", "ON_RENEWAL"));
        assertThat(scheduled).startsWith("SLCL-");
        assertThat(operator.get("/api/v1/scheduled-license-changes/" + scheduled)
                        .path("effectiveDate")
                        .asText())
                .isEqualTo(renewal.toString());
        moveTo(renewal.minusDays(1));
        runJobs();
        assertThat(scheduledStatus(scheduled)).isEqualTo("PENDING");
        moveTo(renewal);
        runJobs();

        assertMergedAndProvisioned(scheduled, renewal);
        assertThat(seatsAtTheProvider(company, number)).isEqualTo(27);
    }

    @Test
    void fewerSeatsAreAllowedWithinTheWindowAndRefusedWithWordsAfterIt() {
        var company = onboarded(domain("shrinks"));
        reductionsOfVisio("ALLOWED_WITHIN_WINDOW", 7);
        var number = active(company, Map.of("partNumber", VISIO));
        moveTo(today().plusDays(7));
        var within = changeTo(number, 24, Map.of());

        moveTo(today().plusDays(1));
        var refused = tryChangeTo(number, 20, Map.of());
        reductionsOfVisio(null, null);

        assertThat(within).startsWith("LCL-");
        assertThat(refused.getStatusCode().value()).isEqualTo(422);
        assertThat(refused.getBody().path("type").asText()).endsWith("/reduction-refused");
        assertThat(refused.getBody().path("detail").asText()).contains(number, "window");
        assertThat(ledgerOf(number)).hasSize(2);
        assertThat(subscription(number).path("quantity").asInt()).isEqualTo(24);
    }

    @Test
    void aReductionThatOnlyTheProviderForbidsFailsWithItsWords() {
        var company = onboarded(domain("unguarded"));
        var number = active(company, Map.of());
        moveTo(today().plusDays(9));

        var change = changeTo(number, 20, Map.of());
        runJobs();

        assertThat(provisioning(change)).isEqualTo("FAILED_PROVISIONING");
        assertThat(change(change).path("providerMessage").asText())
                .contains("800090", "Subscription quantity cannot be decreased.");
        assertThat(seatsAtTheProvider(company, number)).isEqualTo(25);
    }

    @Test
    void whatTheProviderRefusesFailsWithItsWordsAndIsProvisionedAfterTheRepair() {
        var company = onboarded(domain("refused"));
        var number = active(company, Map.of());
        var patches = "/v1/customers/" + company.tenant() + "/subscriptions/*";
        outside.fault("PATCH", patches, Map.of("kind", "STATUS", "status", 400, "code", "800090", "times", 1));

        var change = changeTo(number, 30, Map.of());
        runJobs();

        assertThat(provisioning(change)).isEqualTo("FAILED_PROVISIONING");
        assertThat(change(change).path("providerMessage").asText()).contains("800090", "The sandbox was told");
        assertThat(operator.list("/api/v1/saved-views/open-license-changes"))
                .extracting(row -> row.toString().contains(change))
                .contains(true);
        assertThat(seatsAtTheProvider(company, number)).isEqualTo(25);

        operator.post("/api/v1/license-changes/" + change + "/requeue", Map.of("reason", "The provider repaired it"));
        runJobs();

        assertThat(provisioning(change)).isEqualTo("PROVISIONED");
        assertThat(seatsAtTheProvider(company, number)).isEqualTo(30);
        assertThat(ledgerOf(number)).hasSize(2);
    }

    @Test
    void aChangeThatIsSetToNotApplicableIsNotTold() {
        var company = onboarded(domain("dropped"));
        var number = active(company, Map.of());
        var patches = "/v1/customers/" + company.tenant() + "/subscriptions/*";
        outside.fault("PATCH", patches, Map.of("kind", "STATUS", "status", 400, "code", "800090", "times", 1));
        var change = changeTo(number, 30, Map.of());
        runJobs();

        operator.post(
                "/api/v1/license-changes/" + change + "/not-applicable",
                Map.of("reason", "Done in the portal already"));
        runJobs();

        assertThat(provisioning(change)).isEqualTo("NOT_APPLICABLE");
        assertThat(outside.carriedOut("PATCH", patches)).isEmpty();
        assertThat(operator.list("/api/v1/tasks"))
                .noneMatch(task -> task.path("businessKey").asText().equals(change));
    }

    private void assertMergedAndProvisioned(String scheduled, LocalDate day) {
        var merged = operator.get("/api/v1/scheduled-license-changes/" + scheduled);
        assertThat(merged.path("status").asText()).isEqualTo("ARCHIVED");
        var change = change(merged.path("licenseChangeNumber").asText());
        assertThat(change.path("effectiveDate").asText()).isEqualTo(day.toString());
        assertThat(change.path("provisioningStatus").asText()).isEqualTo("PROVISIONED");
    }

    private String scheduledStatus(String number) {
        return operator.get("/api/v1/scheduled-license-changes/" + number)
                .path("status")
                .asText();
    }

    private Instant provisionedAt(String change) {
        return Instant.parse(change(change).path("provisionedAt").asText());
    }

    private int seatsAtTheProvider(Company company, String subscription) {
        var id = subscription(subscription).path("providerSubscriptionId").asText();
        return outside.subscriptionsOf(company.tenant()).stream()
                .filter(there -> there.path("id").asText().equals(id))
                .mapToInt(there -> there.path("quantity").asInt())
                .findFirst()
                .orElseThrow();
    }

    private void reductionsOfVisio(@Nullable String behavior, @Nullable Integer window) {
        var rules = new HashMap<String, Object>();
        rules.put("quantityReductionBehavior", behavior);
        rules.put("quantityReductionWindow", window);
        rules.put("active", true);
        var path = "/api/v1/products/partner-center/" + VISIO;
        billing.change(HttpMethod.PUT, path, path, rules);
    }

    private String openScheduledChanges() {
        return operator.list("/api/v1/saved-views/open-scheduled-changes").toString();
    }
}
