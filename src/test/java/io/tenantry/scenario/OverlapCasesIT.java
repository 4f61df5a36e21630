package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/**
 * Two subscriptions, two contracts or two rules over each other, and invoices that somebody misses: what is billed once,
 * by whom, and by nobody else. Provisioning best practices §10, fifth row, and §4.
 */
class OverlapCasesIT extends RemediationScenario {

    private static final int SEATS = 10;

    /** Monthly seats became annual ones at the provider: no day of them is owed twice, not even of the past. */
    @Test
    @Tells("successorFound")
    void whatBecameAnnualAtTheProviderEndsTheDayBeforeAndIsBilledOnce() {
        var company = onboarded(domain("annual"));
        var old = active(company, Map.of("quantity", SEATS, "term", "P1M"));
        moveTo(today().plusDays(1));
        billAll();
        moveTo(today().plusDays(10));
        boughtThere(company, SEATS);
        var change = today();
        scan();

        var successor = otherThan(old, company);
        var found = decided(successor, "REPLACED_BUT_GOES_ON", "END_REPLACED");
        assertThat(found.path("symptom").asText()).isEqualTo("GOES_ON_TWICE");
        assertThat(found.path("words").asText()).contains(old, successor, change.toString());
        fix(billing, found, "END_REPLACED", Map.of("old", old, "new", successor));
        assertClosed(found);
        moveTo(nextInvoiceDate(company));
        billAll();

        assertThat(status(old)).isEqualTo("INACTIVE");
        assertThat(subscription(successor).path("quantity").asInt()).isEqualTo(SEATS);
        var lines = linesOf(company);
        assertThat(seatsOwedOn(change.minusDays(1), lines)).isEqualTo(Map.of(old, true));
        assertThat(seatsOwedOn(change, lines)).isEqualTo(Map.of(successor, true));
        assertThat(seatsOwedOn(today(), lines)).isEqualTo(Map.of(successor, true));
    }

    /** The same, noticed only on the drafts: they are made anew, and the next run finds nothing of it. */
    @Test
    @Tells({"replacedStillBilled", "catchUp"})
    void draftsThatBillBothAreMadeAnewAndTheNextRunBillsOne() {
        var company = onboarded(domain("drafted"));
        var rules = "/api/v1/billing-contracts/" + company.contract() + "/invoice-rules";
        billing.change(HttpMethod.PUT, rules, rules, Map.of("invoiceLimit", 1));
        var old = active(company, Map.of("quantity", SEATS + 5, "term", "P1M"));
        moveTo(today().plusDays(10));
        boughtThere(company, SEATS);
        var change = today();
        moveTo(nextInvoiceDate(company));
        billAll();
        var successor = otherThan(old, company);

        var found = only("DRAFTS_IN_REVIEW", company.contract());
        assertThat(found.path("cause").asText()).isEqualTo("REPLACED_BUT_GOES_ON");
        fix(billing, found, "END_REPLACED", Map.of("old", old, "new", successor));
        settleRun();
        assertClosed(found);
        var again = only("DRAFTS_IN_REVIEW", company.contract());
        assertThat(again.path("cause").asText()).isEqualTo("CATCH_UP");
        assertThat(invoices(company))
                .extracting(invoice -> invoice.path("status").asText())
                .containsExactlyInAnyOrder("VOID", "VOID", "DRAFT", "DRAFT");
        fix(billing, again, "BILL_DRAFTS", Map.of());

        assertClosed(again);
        assertThat(subscription(old).path("quantity").asInt()).isEqualTo(5);
        assertThat(quantityOwedOn(change.minusDays(1), company)).isEqualTo(SEATS + 5);
        assertThat(quantityOwedOn(change, company)).isEqualTo(SEATS + 5);
        assertThat(quantityOwedOn(today(), company)).isEqualTo(SEATS + 5);
        var billed = invoices(company).size();
        billAll();
        assertThat(invoices(company)).hasSize(billed);
    }

    /** The daily run of this day is over, so that nobody but the case bills. */
    @Test
    @Tells("firstCycleNotBilled")
    void billingFromOneContractsCaseLeavesTheOthersAlone() {
        moveTo(today().plusDays(1));
        runJobs();
        var late = dueToday("late");
        var other = dueToday("bystander");
        ask("INVOICE_NOT_GENERATED", late.contract(), "The customer waits for the invoice");

        var found = decided(late.contract(), "FIRST_CYCLE", "RUN_BILLING");
        fix(billing, found, "RUN_BILLING", Map.of());
        settleRun();
        scan();

        assertClosed(found);
        assertThat(invoices(late)).hasSize(1);
        assertThat(invoices(other)).as("nobody asked for those").isEmpty();
        var run = billing.list("/api/v1/billing-runs").get(0);
        assertThat(run.path("limitedTo").toString()).isEqualTo("[\"" + late.contract() + "\"]");
        assertThat(run.at("/progress/contracts").asInt()).isEqualTo(1);
    }

    @Test
    void aRunMayBeLimitedByWhoeverRequestsIt() {
        moveTo(today().plusDays(1));
        runJobs();
        var wanted = dueToday("wanted");
        var other = dueToday("unwanted");
        var path = "/api/v1/billing-runs";
        var day = today().toString();

        var none = billing.tryPost(path, Map.of("asOf", day, "contractNumbers", List.of()));
        var unknown = billing.tryPost(path, Map.of("asOf", day, "contractNumbers", List.of("BC-NONE")));
        var run = billing.post(path, Map.of("asOf", day, "contractNumbers", List.of(wanted.contract())));
        settleRun();

        assertThat(none.getStatusCode().value()).isEqualTo(400);
        assertThat(unknown.getStatusCode().value()).isEqualTo(404);
        assertThat(invoices(wanted)).hasSize(1);
        assertThat(invoices(other)).isEmpty();
        assertThat(billing.get(path + "/" + number(run))
                        .at("/progress/invoiced")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    @Tells({"catchUp", "invoiceVoided", "invoiceOfChangeVoided"})
    void whatAVoidedDraftHadBilledIsBilledAgainFromTheCaseOfItsChange() {
        var company = onboarded(domain("voided"));
        var subscription = active(company, Map.of("quantity", SEATS));
        moveTo(today().plusMonths(1).plusDays(2));
        billAll();
        var drafts = only("DRAFTS_IN_REVIEW", company.contract());
        assertThat(drafts.path("cause").asText()).isEqualTo("CATCH_UP");
        fix(billing, drafts, "VOID_DRAFTS", Map.of());
        assertClosed(drafts);
        ask("INVOICE_NOT_GENERATED", company.contract(), "There is none for the last month");
        var missed = only("INVOICE_NOT_GENERATED", company.contract());
        assertThat(missed.path("cause").asText()).isEqualTo("INVOICE_VOIDED");
        var change = firstChange(subscription);
        ask("CHANGE_NOT_BILLED", change, "The customer has no invoice for it");

        var found = decided(change, "INVOICE_VOIDED", "RUN_BILLING");
        assertThat(found.path("words").asText()).contains("DRAFT-", company.contract());
        fix(billing, found, "RUN_BILLING", Map.of());
        settleRun();
        fix(billing, only("DRAFTS_IN_REVIEW", company.contract()), "BILL_DRAFTS", Map.of());
        scan();

        assertClosed(found);
        assertClosed(missed);
        assertThat(quantityOwedOn(today(), company)).isEqualTo(SEATS);
    }

    @Test
    @Tells("changeWaived")
    void whatWasCreditedForGoodSaysSoAndIsAcknowledged() {
        var company = onboarded(domain("waived"));
        var subscription = active(company, Map.of("quantity", SEATS));
        moveTo(today().plusDays(1));
        billAll();
        var invoice =
                "/api/v1/invoices/" + invoices(company).get(0).path("number").asText();
        billing.change(
                HttpMethod.POST,
                invoice + "/credit-notes",
                invoice,
                Map.of("reason", "Goodwill for the first month", "afterwards", "WAIVE"));
        var change = firstChange(subscription);
        ask("CHANGE_NOT_BILLED", change, "It is on no invoice any more");

        var found = decided(change, "WAIVED", "ACKNOWLEDGE");
        assertThat(found.path("words").asText()).contains(change, "Goodwill for the first month");
        fix(billing, found, "ACKNOWLEDGE", Map.of());

        assertAcknowledged(found);
        assertThat(openCasesOf(change)).isEmpty();
    }

    @Test
    @Tells("nextInvoiceAhead")
    void whoAsksTooEarlyIsToldWhenTheNextInvoiceComes() {
        var company = onboarded(domain("early"));
        active(company, Map.of("quantity", SEATS));
        moveTo(today().plusDays(1));
        billAll();
        ask("INVOICE_NOT_GENERATED", company.contract(), "I wait for the next one");

        var found = decided(company.contract(), "NOT_DUE_YET", "ACKNOWLEDGE");
        assertThat(found.path("words").asText())
                .contains(nextInvoiceDate(company).toString());
        moveTo(nextInvoiceDate(company));
        billAll();
        scan();

        assertClosed(found);
    }

    @Test
    @Tells("nothingInCycle")
    void aContractWithNothingInItsCycleSaysSoAndIsAcknowledged() {
        var company = onboarded(domain("empty"));
        ask("INVOICE_NOT_GENERATED", company.contract(), "There is no invoice this month");

        var found = decided(company.contract(), "NOTHING_IN_CYCLE", "ACKNOWLEDGE");
        scan();
        assertThat(openCasesOf(company.contract()))
                .as("it stays until somebody has read it")
                .hasSize(1);
        fix(billing, caseOf(company.contract()), "ACKNOWLEDGE", Map.of());

        assertAcknowledged(found);
        var closed = evidence(number(found));
        assertThat(closed.at("/remediation/closedReason").asText()).isEqualTo("It is the right one");
        scan();
        assertThat(openCasesOf(company.contract())).isEmpty();
    }

    /** A contract has a first invoice date at all times, for it is computed from its start; but that may be a wrong one. */
    @Test
    @Tells({"firstInvoiceAhead", "nothingInCycle", "contractBillsNoMore"})
    void whatIsOnAContractThatStartsTooLateMovesToAnotherOneAndIsBilledThere() {
        var company = onboarded(domain("moved"));
        var subscription = active(company, Map.of("quantity", SEATS));
        var path = "/api/v1/billing-contracts/" + company.contract();
        terms(company, Map.of("startDate", today().plusMonths(6).toString()));
        ask("INVOICE_NOT_GENERATED", company.contract(), "No invoice came");

        var found = decided(company.contract(), "FIRST_INVOICE_AHEAD", "ACKNOWLEDGE");
        assertThat(found.path("words").asText()).contains(today().plusMonths(6).toString());
        var right =
                number(billing.post("/api/v1/billing-contracts", contractBody(company, Map.of("isDefault", false))));
        fix(billing, found, "MOVE_TO_CONTRACT", Map.of("contract", right));
        var empty = caseOf(company.contract());
        assertThat(empty.path("cause").asText()).isEqualTo("NOTHING_IN_CYCLE");
        fix(billing, empty, "DEACTIVATE_CONTRACT", Map.of());
        moveTo(today().plusDays(1));
        billAll();

        assertThat(subscription(subscription).path("contractNumber").asText()).isEqualTo(right);
        assertThat(billing.list("/api/v1/invoices?contract=" + right)).hasSize(1);
        assertThat(billing.get(path).path("status").asText()).isEqualTo("INACTIVE");
        var left = caseOf(company.contract());
        assertThat(left.path("cause").asText()).isEqualTo("CONTRACT_INACTIVE");
        fix(billing, left, "ACKNOWLEDGE", Map.of());
        assertAcknowledged(left);
        assertThat(openCasesOf(company.contract())).isEmpty();
    }

    /** The base may be reduced at any time, its add-on never: the add-on decides, until both have the same rule. */
    @Test
    @Tells("linkedRulesDiffer")
    void linkedRulesThatDifferAreAlignedAndTheReductionIsOrderedAgain() {
        var company = onboarded(domain("rules"));
        var base = active(company, Map.of("quantity", SEATS));
        var before = rule(TEAMS_PHONE, "DISALLOWED", null);
        var addOn = active(company, Map.of("partNumber", TEAMS_PHONE, "quantity", SEATS, "parentNumber", base));
        try {
            var refused = tryChangeTo(base, SEATS - 2, Map.of());
            assertThat(refused.getStatusCode().value()).isEqualTo(422);
            var words = refused.getBody().path("detail").asText();
            assertThat(words).contains("Linked Subscription Quantity reduction is not allowed", addOn);
            ask("REDUCTION_REFUSED", base, words);

            var found = decided(base, "LINKED_RULES_DIFFER", "ALIGN_RULES");
            assertThat(found.path("words").asText()).contains(addOn, "DISALLOWED");
            fix(billing, found, "ALIGN_RULES", Map.of());
            assertThat(caseOf(base).path("cause").asText()).isNotEqualTo("LINKED_RULES_DIFFER");
            changeTo(base, SEATS - 2, Map.of());
            runJobs();
            scan();

            assertClosed(found);
            assertThat(subscription(base).path("quantity").asInt()).isEqualTo(SEATS - 2);
        } finally {
            rule(TEAMS_PHONE, text(before, "quantityReductionBehavior"), before.path("quantityReductionWindow"));
        }
    }

    @Test
    void asksOnlyAboutWhatCanHaveTheSymptom() {
        var company = onboarded(domain("asked"));
        var subscription = active(company, Map.of());

        var wrong = operator.tryPost(
                "/api/v1/cases",
                Map.of("symptom", "CHANGE_NOT_BILLED", "subject", subscription, "seen", "Not on the invoice"));

        assertThat(wrong.getStatusCode().value()).isEqualTo(422);
        assertThat(wrong.getBody().path("detail").asText())
                .contains("a license change, such as LCL-000001", subscription);
    }

    /** What it was before. */
    private JsonNode rule(String part, String behavior, Object window) {
        var path = "/api/v1/products/partner-center/" + part;
        var before = billing.get(path);
        var rules = new HashMap<String, Object>(Map.of("active", true));
        rules.put("quantityReductionBehavior", behavior);
        rules.put("quantityReductionWindow", window);
        billing.change(HttpMethod.PUT, path, path, rules);
        return before;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).isNull() ? null : node.path(field).asText();
    }

    private Map<String, Object> contractBody(Company company, Map<String, ?> wish) {
        var terms = new HashMap<String, Object>(Map.of(
                "customerNumber",
                company.customer(),
                "name",
                company.domain() + " " + UUID.randomUUID(),
                "startDate",
                today().toString(),
                "frequencyMonths",
                1,
                "billingPolicy",
                "ADVANCE",
                "isDefault",
                true,
                "billingContact",
                "Accounts Payable",
                "billingEmail",
                "ap@" + company.domain()));
        terms.putAll(wish);
        return terms;
    }

    /** Gives the company's contract other terms, as far as nothing was invoiced. */
    private void terms(Company company, Map<String, ?> wish) {
        var path = "/api/v1/billing-contracts/" + company.contract();
        billing.change(HttpMethod.PUT, path, path, contractBody(company, wish));
    }

    /** Invoiced on the first day of its cycle, which is today. */
    private Company dueToday(String name) {
        var company = onboarded(domain(name));
        terms(company, Map.of("billingOffsetDays", 0));
        active(company, Map.of("quantity", SEATS));
        return company;
    }

    /** Somebody converts in the provider's portal: there it is a new subscription, for a year. */
    private void boughtThere(Company company, int seats) {
        outside.buysInThePortal(company.tenant(), E5, seats);
        syncOf(company);
    }

    private String otherThan(String old, Company company) {
        return subscriptionsOf(company.account()).stream()
                .map(Scenario::number)
                .filter(number -> !number.equals(old))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void billAll() {
        billing.post("/api/v1/billing-runs", Map.of("asOf", today().toString()));
        settleRun();
    }

    private void settleRun() {
        for (var count = 0; count < 3; count++) {
            runJobs();
            time.moveBy(Duration.ofSeconds(61));
        }
        runJobs();
    }

    private LocalDate nextInvoiceDate(Company company) {
        return LocalDate.parse(billing.get("/api/v1/billing-contracts/" + company.contract())
                .path("nextInvoiceDate")
                .asText());
    }

    private List<JsonNode> invoices(Company company) {
        return billing.list("/api/v1/invoices?contract=" + company.contract());
    }

    private List<JsonNode> linesOf(Company company) {
        return invoices(company).stream()
                .filter(invoice -> !invoice.path("status").asText().equals("VOID"))
                .flatMap(
                        invoice -> Api.items(billing.get("/api/v1/invoices/"
                                                + invoice.path("reference").asText())
                                        .path("lines"))
                                .stream())
                .toList();
    }

    /** Of which subscriptions a day is owed once all lines are added up, charges and what was given back. */
    private Map<String, Boolean> seatsOwedOn(LocalDate day, List<JsonNode> lines) {
        var owed = new HashMap<String, Boolean>();
        quantities(day, lines).forEach((subscription, quantity) -> {
            if (quantity != 0) {
                owed.put(subscription, quantity == SEATS);
            }
        });
        return owed;
    }

    private int quantityOwedOn(LocalDate day, Company company) {
        return quantities(day, linesOf(company)).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static BigDecimal amount(JsonNode line) {
        return new BigDecimal(line.at("/amount/amount").asText());
    }

    private static Map<String, Integer> quantities(LocalDate day, List<JsonNode> lines) {
        var found = new HashMap<String, Integer>();
        for (var line : lines) {
            var from = LocalDate.parse(line.at("/servicePeriod/from").asText());
            var to = LocalDate.parse(line.at("/servicePeriod/to").asText());
            if (!day.isBefore(from) && day.isBefore(to)) {
                found.merge(
                        line.path("subscriptionNumber").asText(),
                        Math.abs(line.path("quantity").asInt()) * amount(line).signum(),
                        Integer::sum);
            }
        }
        return found;
    }
}
