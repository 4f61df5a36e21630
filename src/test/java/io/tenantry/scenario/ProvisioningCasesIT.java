package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Why a change is stuck before the provider, and what puts it right. Provisioning best practices §10, first row. */
class ProvisioningCasesIT extends RemediationScenario {

    private final List<String> faults = new ArrayList<>();

    @Autowired
    private org.camunda.bpm.engine.RepositoryService repository;

    @AfterEach
    void theWorldHeals() {
        faults.forEach(outside::endOf);
    }

    @Test
    @Tells("effectiveDateAhead")
    void aStartInTheFutureIsWaitedFor() {
        var company = onboarded(domain("ahead"));
        var day = today().plusDays(3);
        var change = firstChange(number(order(company, Map.of("startDate", day.toString()))));
        runJobs();
        ask(change);

        var found = decided(change, "EFFECTIVE_DATE_AHEAD", "WAIT");
        assertThat(found.path("words").asText()).contains(day.toString(), "in 3 days");
        moveTo(day);
        runJobs();

        assertThat(provisioning(change)).isEqualTo("PROVISIONED");
        assertClosed(found);
    }

    @Test
    @Tells({"parentFailed", "providerRefused"})
    void anAddOnWhoseParentFailedIsFreedByProvisioningTheParent() {
        var company = onboarded(domain("reject."));
        var parent = number(order(company, Map.of()));
        runJobs();
        var addOn = number(order(company, Map.of("partNumber", TEAMS_PHONE, "quantity", 10, "parentNumber", parent)));
        runJobs();
        var waiting = firstChange(addOn);
        ask(waiting);

        var found = decided(waiting, "PARENT_FAILED", "REQUEUE_PARENT");
        assertThat(found.path("words").asText()).contains(parent, firstChange(parent));
        var failed = decided(firstChange(parent), "PROVIDER_REFUSED", "REQUEUE");
        assertThat(failed.path("words").asText()).contains("800069");
        outside.heal(company.tenant());
        fix(operator, found, "REQUEUE_PARENT", Map.of());

        assertThat(status(parent)).isEqualTo("ACTIVE");
        assertThat(status(addOn)).isEqualTo("ACTIVE");
        assertClosed(found);
        assertClosed(failed);
    }

    @Test
    @Tells("parentAwaits")
    void anAddOnWhoseParentIsUnderWayWaits() {
        var company = onboarded(domain("slowly"));
        outside.fault(
                "POST",
                "/v1/customers/" + company.tenant() + "/carts/*/checkout",
                Map.of("kind", "SLOW_202", "seconds", 600, "times", 1));
        var parent = number(order(company, Map.of()));
        var addOn = number(order(company, Map.of("partNumber", TEAMS_PHONE, "quantity", 10, "parentNumber", parent)));
        runJobs();
        ask(firstChange(addOn));

        var found = decided(firstChange(addOn), "PARENT_AWAITS", "WAIT");
        time.moveBy(Duration.ofMinutes(11));
        runJobs();

        assertThat(status(addOn)).isEqualTo("ACTIVE");
        assertClosed(found);
    }

    @Test
    @Tells("tenantUnknownAtProvider")
    void aTenantThatTheProviderDoesNotKnowIsNamed() {
        var company = onboarded(domain("stranger"));
        var number = active(company, Map.of());
        outside.fault(
                "PATCH",
                "/v1/customers/" + company.tenant() + "/subscriptions/*",
                Map.of("kind", "STATUS", "status", 400, "code", "60003", "times", 1));
        var change = changeTo(number, 30, Map.of());
        runJobs();
        assertThat(provisioning(change)).isEqualTo("FAILED_PROVISIONING");

        var found = decided(change, "WRONG_TENANT", "REQUEUE");
        assertThat(found.path("words").asText()).contains(company.account());
        fix(operator, found, "REQUEUE", Map.of());

        assertThat(provisioning(change)).isEqualTo("PROVISIONED");
        assertClosed(found);
    }

    @Test
    @Tells("consentLapsedForChange")
    void revokedCredentialsAreNamedAndTheStepGoesOnOnceTheyAreRenewed() {
        var company = onboarded(domain("consent"));
        var number = active(company, Map.of());
        faults.add(outside.fault("POST", "/**/oauth2/**", Map.of("kind", "STATUS", "status", 401)));
        faults.add(outside.fault("*", "/v1/**", Map.of("kind", "STATUS", "status", 401)));
        var change = changeTo(number, 30, Map.of());
        runJobs();
        retries();

        var found = decided(change, "CREDENTIALS_EXPIRED", "VERIFY_CONNECTIVITY");
        var refused = tryFix(operator, found, "VERIFY_CONNECTIVITY", Map.of());
        assertThat(refused.getStatusCode().value()).isEqualTo(422);
        assertThat(refused.getBody().path("detail").asText()).contains("partner-center", "consent");
        theWorldHeals();
        faults.clear();
        fix(operator, caseOf(change), "VERIFY_CONNECTIVITY", Map.of());

        assertThat(provisioning(change)).isEqualTo("PROVISIONED");
        scan();
        assertClosed(found);
    }

    @Test
    @Tells("providerWasBusy")
    void aProviderThatWasBusyForTooLongGetsAnotherTryByItself() {
        var company = onboarded(domain("busy"));
        var number = active(company, Map.of());
        var busy = outside.fault(
                "PATCH",
                "/v1/customers/" + company.tenant() + "/subscriptions/*",
                Map.of("kind", "STATUS", "status", 409, "code", "900278", "times", 6));
        var change = changeTo(number, 31, Map.of());
        runJobs();
        retries();

        assertThat(busy).isNotBlank();
        assertThat(provisioning(change)).isEqualTo("PROVISIONED");
        var closed = operator.list("/api/v1/cases?open=false&subject=" + change);
        assertThat(closed).hasSize(1);
        assertThat(closed.get(0).path("cause").asText()).isEqualTo("PROVIDER_BUSY");
        assertThat(kinds(evidence(number(closed.get(0))))).containsSubsequence("OPENED", "DECIDED", "ACTED", "CLOSED");
        assertClosed(closed.get(0));
    }

    @Test
    @Tells("providerIsBackForChange")
    void aProviderThatWasAwayForTooLongGetsAnotherTryByItselfOnceItIsBack() {
        var company = onboarded(domain("away"));
        var number = active(company, Map.of());
        outside.fault(
                "PATCH",
                "/v1/customers/" + company.tenant() + "/subscriptions/*",
                Map.of("kind", "STATUS", "status", 503, "times", 6));
        var change = changeTo(number, 31, Map.of());
        runJobs();
        retries();

        assertThat(provisioning(change)).isEqualTo("PROVISIONED");
        var closed = operator.list("/api/v1/cases?open=false&subject=" + change);
        assertThat(closed).singleElement().satisfies(found -> {
            assertThat(found.path("cause").asText()).isEqualTo("PROVIDER_WAS_UNREACHABLE");
            assertThat(kinds(evidence(number(found)))).containsSubsequence("OPENED", "DECIDED", "ACTED", "CLOSED");
        });
        assertClosed(closed.get(0));
    }

    /** The provider's own words: it has taken the request in, and gives it up. */
    @Test
    @Tells("providerBusy")
    void whatTheProviderWasNotReadyForIsSetToAwaitingByItself() {
        var company = onboarded(domain("notready"));
        var number = active(company, Map.of());
        outside.fault(
                "PATCH",
                "/v1/customers/" + company.tenant() + "/subscriptions/*",
                Map.of(
                        "kind", "STATUS",
                        "status", 400,
                        "code", "800998",
                        "words", "Subscription is not ready to be updated.",
                        "times", 1));
        var change = changeTo(number, 31, Map.of());
        runJobs();

        assertThat(provisioning(change)).isEqualTo("PROVISIONED");
        assertThat(seatsThere(company)).isEqualTo(31);
        var closed = operator.list("/api/v1/cases?open=false&subject=" + change);
        assertThat(closed).hasSize(1);
        assertClosed(closed.get(0));
    }

    @Test
    @Tells({"stepOfChangeRetries", "blockedByAwaitingChange"})
    void whatIsTriedAgainNeedsNobodyAndWhatIsBehindItFollows() {
        var company = onboarded(domain("inturn"));
        var number = active(company, Map.of());
        outside.fault(
                "PATCH",
                "/v1/customers/" + company.tenant() + "/subscriptions/*",
                Map.of("kind", "STATUS", "status", 503, "times", 1));
        var first = changeTo(number, 30, Map.of());
        var second = changeTo(number, 33, Map.of());
        runJobs();
        ask(first);
        ask(second);

        var itself = decided(first, "STEP_RETRIES", "WAIT");
        var behind = decided(second, "EARLIER_CHANGE_AWAITS", "WAIT");
        assertThat(behind.path("words").asText()).contains(first);
        time.moveBy(Duration.ofSeconds(11));
        runJobs();
        scan();

        assertThat(seatsThere(company)).isEqualTo(33);
        assertClosed(itself);
        assertClosed(behind);
    }

    @Test
    @Tells("blockedByFailedChange")
    void theOldestFailedChangeIsPutBackFirstAndTheLaterOnesFollow() {
        var company = onboarded(domain("ordered"));
        var number = active(company, Map.of());
        refusesChanges(company, 1);
        var first = changeTo(number, 30, Map.of());
        var second = changeTo(number, 33, Map.of());
        runJobs();
        assertThat(provisioning(first)).isEqualTo("FAILED_PROVISIONING");
        ask(second);

        var found = decided(second, "EARLIER_CHANGE_FAILED", "REQUEUE_BLOCKER");
        assertThat(found.path("words").asText()).contains(first);
        fix(operator, found, "REQUEUE_BLOCKER", Map.of());

        assertThat(provisioning(first)).isEqualTo("PROVISIONED");
        assertThat(provisioning(second)).isEqualTo("PROVISIONED");
        assertClosed(found);
        assertThat(openCasesOf(first)).isEmpty();
    }

    @Test
    @Tells("providerRefused")
    void aChangeThatFailsAgainStaysOneCase() {
        var company = onboarded(domain("again"));
        var number = active(company, Map.of());
        refusesChanges(company, 2);
        var change = changeTo(number, 30, Map.of());
        runJobs();
        var found = decided(change, "PROVIDER_REFUSED", "REQUEUE");
        fix(operator, found, "REQUEUE", Map.of());

        var again = decided(change, "PROVIDER_REFUSED", "REQUEUE");
        assertThat(again.path("number")).isEqualTo(found.path("number"));
        fix(operator, again, "REQUEUE", Map.of());

        assertClosed(found);
        assertThat(operator.list("/api/v1/cases?subject=" + change)).hasSize(1);
        assertThat(operator.list("/api/v1/audit?subject=" + found.path("number").asText()))
                .extracting(entry -> entry.path("action").asText())
                .contains("case-opened", "case-decided", "case-acted", "case-closed");
    }

    @Test
    @Tells("providerRefusesReduction")
    void aReductionThatTheProviderRefusesIsTakenBackAndMadeOnRenewal() {
        var company = onboarded(domain("refused"));
        var number = active(company, Map.of());
        moveTo(today().plusDays(9));
        var change = changeTo(number, 20, Map.of());
        runJobs();
        assertThat(provisioning(change)).isEqualTo("FAILED_PROVISIONING");

        var found = decided(change, "REDUCTION_OUTSIDE_PROVIDERS_WINDOW", "REDUCE_ON_RENEWAL");
        assertThat(found.path("words").asText()).contains("800090");
        fix(operator, found, "REDUCE_ON_RENEWAL", Map.of());

        assertClosed(found);
        assertThat(provisioning(change)).isEqualTo("NOT_APPLICABLE");
        assertThat(subscription(number).path("quantity").asInt()).isEqualTo(25);
        var planned = operator.list("/api/v1/scheduled-license-changes?subscription=" + number);
        assertThat(planned).hasSize(1);
        assertThat(planned.get(0).path("quantityDelta").asInt()).isEqualTo(-5);
    }

    @Test
    void aPersonMayCloseWithAReasonAndIsNotAskedAgainWhileItStays() {
        var company = onboarded(domain("leave"));
        var number = active(company, Map.of());
        refusesChanges(company, 1);
        var change = changeTo(number, 30, Map.of());
        runJobs();
        var found = caseOf(change);
        var path = "/api/v1/cases/" + found.path("number").asText();

        var auditor = new Api(as("auditor"));
        assertThat(auditor.tryPost(path + "/look", Map.of()).getStatusCode().value())
                .isEqualTo(403);
        operator.change(
                org.springframework.http.HttpMethod.POST, path + "/close", path, Map.of("reason", "Customer knows"));
        scan();

        assertThat(openCasesOf(change)).isEmpty();
        assertThat(evidence(found.path("number").asText())
                        .at("/remediation/closedReason")
                        .asText())
                .isEqualTo("Customer knows");
        ask(change);
        assertThat(openCasesOf(change)).hasSize(1);
        operator.post("/api/v1/license-changes/" + change + "/requeue", Map.of("reason", "Healed"));
        runJobs();
        assertThat(openCasesOf(change)).isEmpty();
    }

    @Test
    void aProcessOwnerAddsARowForAFactThatNoRowUsedAndItCounts() throws java.io.IOException {
        var company = onboarded(domain("newrow"));
        var number = active(company, Map.of());
        refusesChanges(company, 1);
        var change = changeTo(number, 30, Map.of());
        runJobs();
        var before = decided(change, "PROVIDER_REFUSED", "REQUEUE");
        var table = new String(
                new org.springframework.core.io.ClassPathResource("dmn/remediation-path.dmn")
                        .getInputStream()
                        .readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8);
        assertThat(table).doesNotContain("accountDomain = ");

        var released = repository
                .createDeployment()
                .addString("remediation-path.dmn", table.replaceFirst("<rule id=", row(company.domain()) + "<rule id="))
                .deploy();
        try {
            operator.post("/api/v1/cases/" + number(before) + "/look", Map.of());
            runJobs();

            var after = decided(change, "KNOWN_TROUBLE", "MARK_NOT_APPLICABLE");
            assertThat(number(after)).isEqualTo(number(before));
            assertThat(after.path("words").asText())
                    .isEqualTo("Tenant " + company.domain() + " is known for this; nothing is to be done.");
            assertThat(after.path("tableRow").asText()).isEqualTo("knownTrouble");
            assertThat(after.path("tableVersion").asInt())
                    .isEqualTo(before.path("tableVersion").asInt() + 1);
            fix(operator, after, "MARK_NOT_APPLICABLE", Map.of());
            assertClosed(after);
        } finally {
            repository.deleteDeployment(released.getId(), true);
        }
    }

    /** What Camunda Modeler writes for a row. */
    private static String row(String domain) {
        return """
                <rule id="knownTrouble"><description>A tenant with a known trouble.</description>
                <inputEntry id="k1"><text>"CHANGE_NOT_PROVISIONED"</text></inputEntry>
                <inputEntry id="k2"><text>accountDomain = "%s" and changeQuantityAfter &gt;= 30</text></inputEntry>
                <outputEntry id="k3"><text>"KNOWN_TROUBLE"</text></outputEntry>
                <outputEntry id="k4"><text>"Tenant {accountDomain} is known for this; nothing is to be done."</text></outputEntry>
                <outputEntry id="k5"><text>"MARK_NOT_APPLICABLE"</text></outputEntry>
                <outputEntry id="k6"><text>"operator"</text></outputEntry>
                <outputEntry id="k7"><text>false</text></outputEntry></rule>
                """
                .formatted(domain);
    }

    private JsonNode ask(String change) {
        var asked = operator.post(
                "/api/v1/cases",
                Map.of("symptom", "CHANGE_NOT_PROVISIONED", "subject", change, "seen", "The customer asks for it"));
        runJobs();
        return asked;
    }

    private int seatsThere(Company company) {
        return outside.subscriptionsOf(company.tenant()).get(0).path("quantity").asInt();
    }
}
