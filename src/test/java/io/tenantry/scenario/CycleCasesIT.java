package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.catalog.Products;
import io.tenantry.pricing.NewPriceListItem;
import io.tenantry.pricing.PriceListItems;
import io.tenantry.shared.Money;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

/**
 * Why a cycle or a change is on no invoice, or shows what it should not, and how it gets right. Provisioning best
 * practices §7 and §10.
 */
class CycleCasesIT extends RemediationScenario {

    @Autowired
    private PriceListItems prices;

    @Autowired
    private Products products;

    @Test
    @Tells({"olderCycleFirst", "catchUp"})
    void aChangeWhoseContractIsBehindComesWithItsCycleOnceTheOldestAreBilled() {
        var company = onboarded(domain("behind"));
        var contract = contract(company, today().minusDays(40), Map.of());
        var number = subscribed(company, contract, today().minusDays(40));
        var start = today().minusDays(40).toString();
        var change = changeTo(number, 30, Map.of("effective", "ON_DATE", "effectiveDate", start));
        runJobs();

        ask("CHANGE_NOT_BILLED", change, "The customer got no invoice for the five new seats");
        var found = decided(change, "OLDER_CYCLES_FIRST", "RUN_BILLING");
        assertRefused(operator, found, "RUN_BILLING", Map.of());
        fix(billing, found, "RUN_BILLING", Map.of());
        settle();
        var held = decided("DRAFTS_IN_REVIEW", contract, "CATCH_UP", "BILL_DRAFTS");
        fix(billing, held, "BILL_DRAFTS", Map.of());
        scan();

        assertThat(statuses(contract)).containsOnly("BILLED").hasSize(2);
        assertClosed(held);
        assertClosed(found);
    }

    @Test
    @Tells({"cycleOfChangeSkipped", "changeComesNext"})
    void aCycleThatSomebodyMovedOverIsBilledAfterAll() {
        var company = onboarded(domain("skipped"));
        var contract = contract(company, today(), Map.of());
        var number = subscribed(company, contract, today());
        var path = "/api/v1/billing-contracts/" + contract;
        billing.change(
                HttpMethod.PUT,
                path + "/next-invoice-date",
                path,
                Map.of("date", today().plusMonths(1).plusDays(1).toString(), "reason", "Mistyped month"));

        ask("CHANGE_NOT_BILLED", firstChange(number), "No invoice came");
        var found = decided(firstChange(number), "CYCLE_SKIPPED", "RESTORE_CYCLE");
        assertThat(found.path("words").asText()).contains(today().toString(), contract);
        fix(billing, found, "RESTORE_CYCLE", Map.of());
        var waits = decided(firstChange(number), "COMES_WITH_NEXT_INVOICE", "WAIT");
        assertThat(number(waits)).isEqualTo(number(found));
        moveTo(today().plusDays(2));
        runJobs();
        run();
        scan();

        assertThat(statuses(contract)).containsExactly("BILLED");
        assertClosed(found);
    }

    @Test
    @Tells("olderCycleFirst")
    void aChangeLogInvoiceIsMadeOnceTheEarlierScheduleIsInvoiced() {
        var company = onboarded(domain("quarter"));
        var contract = contract(company, today().minusDays(20), Map.of("frequencyMonths", 3));
        var number = subscribed(company, contract, today().minusDays(20));
        var start = today().minusDays(20).toString();
        var change = changeTo(number, 30, Map.of("effective", "ON_DATE", "effectiveDate", start));
        runJobs();
        var changeLogs = "/api/v1/billing-contracts/" + contract + "/change-log-invoices";
        var refused = billing.tryPost(changeLogs, Map.of("upTo", today().toString()));
        assertThat(refused.getStatusCode().value()).isEqualTo(422);
        assertThat(refused.getBody().path("detail").asText())
                .startsWith("One or more previous billing schedules have not been invoiced.");

        ask("CHANGE_NOT_BILLED", change, refused.getBody().path("detail").asText());
        var found = decided(change, "OLDER_CYCLES_FIRST", "RUN_BILLING");
        fix(billing, found, "RUN_BILLING", Map.of());
        settle();
        scan();
        assertClosed(found);
        var later = changeTo(number, 33, Map.of());
        runJobs();

        assertThat(billing.tryPost(changeLogs, Map.of("upTo", today().toString()))
                        .getStatusCode()
                        .value())
                .isEqualTo(201);
        assertThat(provisioning(later)).isEqualTo("PROVISIONED");
        assertThat(statuses(contract)).hasSize(2);
    }

    @Test
    @Tells("contractSetAside")
    void aScheduleInErrorIsBilledOnceItsDataIsRight() {
        var company = onboarded(domain("taxed"));
        var service = "T" + UUID.randomUUID().toString().substring(0, 6).toUpperCase(Locale.ROOT);
        billing.post("/api/v1/tax-services", Map.of("code", service, "name", "Sales tax", "type", "RATE_BASED"));
        var contract = contract(company, today().minusDays(5), Map.of("taxService", service));
        subscribed(company, contract, today().minusDays(5));
        run();
        scan();

        var found = decided("INVOICE_NOT_GENERATED", contract, "SET_ASIDE", "RUN_BILLING");
        assertThat(found.path("words").asText()).contains(service);
        billing.post(
                "/api/v1/tax-services/" + service + "/rates",
                Map.of(
                        "productCategory", "STANDARD",
                        "country", "US",
                        "code", "S",
                        "rate", "8.5",
                        "name", "Sales tax",
                        "from", today().minusDays(30).toString()));
        fix(billing, found, "RUN_BILLING", Map.of());
        settle();
        scan();

        assertThat(statuses(contract)).containsExactly("BILLED");
        assertClosed(found);
    }

    @Test
    @Tells("firstCycleNotBilled")
    void theFirstCycleOfAContractWithoutOffsetIsBilledByHand() {
        var company = onboarded(domain("offset"));
        var contract = contract(company, today().minusDays(4), Map.of("billingOffsetDays", 0));
        subscribed(company, contract, today().minusDays(4));
        scan();

        var found = decided("INVOICE_NOT_GENERATED", contract, "FIRST_CYCLE", "RUN_BILLING");
        assertThat(found.path("words").asText()).contains("since 4 days");
        fix(billing, found, "RUN_BILLING", Map.of());
        settle();
        scan();

        assertThat(statuses(contract)).containsExactly("BILLED");
        assertClosed(found);
    }

    @Test
    @Tells("changeNotBillable")
    void whatWasOrderedAsNotBillableByMistakeIsBilledFromItsFirstDayOn() {
        var company = onboarded(domain("free"));
        var contract = contract(company, today().minusDays(5), Map.of());
        var number = active(
                company,
                Map.of(
                        "contractNumber",
                        contract,
                        "startDate",
                        today().minusDays(5).toString(),
                        "billable",
                        false));
        run();

        ask("CHANGE_NOT_BILLED", firstChange(number), "The customer was never charged");
        var found = decided(firstChange(number), "NOT_BILLABLE", "MAKE_BILLABLE");
        fix(billing, found, "MAKE_BILLABLE", Map.of());
        assertThat(subscription(number).path("billable").asBoolean()).isTrue();
        moveTo(today().plusMonths(1));
        runJobs();
        run();
        scan();
        openCasesOf(contract).forEach(held -> fix(billing, held, "BILL_DRAFTS", Map.of()));
        scan();

        assertClosed(found);
    }

    @Test
    @Tells("catchUp")
    void cyclesThatAnotherSystemHasBilledAreVoidedAndTheContractGoesOnFromTheRightDate() {
        var company = onboarded(domain("elsewhere"));
        var start = today().minusDays(70);
        var contract = contract(company, start, Map.of());
        subscribed(company, contract, start);
        run();

        var found = decided("DRAFTS_IN_REVIEW", contract, "CATCH_UP", "BILL_DRAFTS");
        assertThat(found.path("words").asText()).contains("3 cycles", start.toString());
        fix(
                billing,
                found,
                "MOVE_NEXT_INVOICE_DATE",
                Map.of("date", start.plusMonths(2).plusDays(1).toString()));
        assertClosed(found);
        assertThat(statuses(contract)).containsOnly("VOID");
        run();

        assertThat(statuses(contract).stream().filter("BILLED"::equals))
                .as("the cycle of today alone")
                .hasSize(1);
    }

    @Test
    @Tells({"includedChildShown", "includedChildHidden"})
    void anIncludedChildThatADraftShowsIsHiddenAndTheDraftMadeAnew() {
        var company = onboarded(domain("child"));
        var start = today().minusDays(40);
        var contract = contract(company, start, Map.of());
        var child = childOfABundle(company, contract, start);
        run();
        scan();

        var found = decided("CHILD_ON_INVOICE", child, "INCLUDED_CHILD_SHOWN", "HIDE_ON_INVOICE");
        assertThat(linesOf(contract)).contains(child);
        fix(billing, found, "HIDE_ON_INVOICE", Map.of());
        settle();
        scan();

        assertThat(subscription(child).path("showOnInvoice").asBoolean()).isFalse();
        assertThat(linesOf(contract))
                .as(() -> evidence(number(found)).toString())
                .isNotEmpty()
                .doesNotContain(child);
        assertClosed(found);
        assertThat(kinds(evidence(number(found)))).containsSubsequence("ACTED", "DECIDED", "ACTED", "CLOSED");
        assertThat(causes(found)).containsSubsequence("INCLUDED_CHILD_SHOWN", "CHILD_HIDDEN_SINCE");
    }

    private List<String> linesOf(String contract) {
        return billing.list("/api/v1/invoices?contract=" + contract).stream()
                .filter(invoice -> invoice.path("status").asText().equals("DRAFT"))
                .map(invoice -> billing.get(
                        "/api/v1/invoices/" + invoice.path("reference").asText()))
                .flatMap(invoice -> Api.items(invoice.path("lines")).stream())
                .map(line -> line.path("subscriptionNumber").asText())
                .toList();
    }

    private String childOfABundle(Company company, String contract, LocalDate start) {
        var part = "BUNDLE:" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        var path = "/api/v1/bundles/" + part;
        billing.post("/api/v1/bundles", Map.of("partNumber", part, "title", "Office of " + company.domain()));
        billing.change(
                HttpMethod.POST,
                path + "/parts",
                path,
                Map.of("provider", "partner-center", "partNumber", E5, "quantity", 1));
        billing.change(HttpMethod.POST, path + "/publication", path, Map.of());
        prices.add(new NewPriceListItem(
                UUID.fromString(billing.get("/api/v1/billing-contracts/" + contract)
                        .path("priceListId")
                        .asText()),
                UUID.fromString(billing.get(path).path("productId").asText()),
                "MONTHLY",
                "P1Y",
                Money.of("70.00", "USD"),
                Money.of("50.00", "USD"),
                start));
        var tree = operator.post(
                "/api/v1/subscriptions/bundles",
                Map.of(
                        "providerAccountNumber",
                        company.account(),
                        "bundlePartNumber",
                        part,
                        "contractNumber",
                        contract,
                        "quantity",
                        5,
                        "salesUnit",
                        "MONTHLY",
                        "term",
                        "P1Y",
                        "billingPlan",
                        "MONTHLY",
                        "startDate",
                        start.toString()));
        runJobs();
        return tree.at("/below/0/number").asText();
    }

    private String subscribed(Company company, String contract, LocalDate start) {
        return active(company, Map.of("contractNumber", contract, "startDate", start.toString()));
    }

    private List<String> statuses(String contract) {
        return billing.list("/api/v1/invoices?contract=" + contract).stream()
                .map(invoice -> invoice.path("status").asText())
                .toList();
    }

    private void run() {
        billing.post("/api/v1/billing-runs", Map.of("asOf", today().toString()));
        settle();
    }

    /** A run pauses between its chunks. */
    private void settle() {
        for (var count = 0; count < 4; count++) {
            runJobs();
            time.moveBy(Duration.ofSeconds(61));
        }
        runJobs();
    }
}
