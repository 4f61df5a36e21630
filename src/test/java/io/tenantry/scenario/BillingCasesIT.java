package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Why an invoice, a line or a price is not as it should be, and what puts it right; each found by a real run. Provisioning
 * best practices §10, second and fifth row.
 */
class BillingCasesIT extends FindingScenario {

    private static final int SEATS = 25;

    @Autowired
    private JdbcClient jdbc;

    /** Sold at an agreed price that the price list backs; then the contract gets another list, which does not. */
    @Test
    @Tells({"writeInWithoutPrice", "writeInRepaired"})
    void aWriteInWithoutPriceListItemIsMadeAnewOnceTheItemIsThere() {
        var company = company(domain("writein"), Map.of("priceList", list(new Row(BASIC, "USD", "14.00"))));
        var start = today();
        var number = active(company, Map.of("partNumber", BASIC, "unitPrice", "12.00", "currency", "USD"));
        terms(company.contract(), Map.of("priceList", list(new Row(E5, "USD", "57.00"))));
        moveTo(start.plusDays(1));
        bill();

        var found = decided("WRITE_IN_HELD", company.contract(), "PRICE_ITEM_MISSING", "ADD_PRICE");
        assertThat(found.path("words").asText()).contains(number, BASIC, "MONTHLY");
        assertRefused(operator, found, "ADD_PRICE", price("12.00", start));
        assertThat(tryFix(billing, found, "ADD_PRICE", Map.of())
                        .getBody()
                        .path("detail")
                        .asText())
                .contains("needs");
        fix(billing, found, "ADD_PRICE", price("12.00", start));

        settleRun();
        assertClosed(found);
        assertThat(kinds(evidence(number(found))))
                .containsSubsequence("OPENED", "DECIDED", "ACTED", "DECIDED", "ACTED", "CLOSED");
        assertThat(linesOf(company.contract())).singleElement().satisfies(line -> {
            assertThat(line.path("kind").asText()).isEqualTo("FULL_CYCLE");
            assertThat(line.at("/amount/amount").decimalValue()).isEqualByComparingTo("300.00");
        });
    }

    /** What has no product is never a write-in here: nobody can price it, so its line is held back until it has one. */
    @Test
    @Tells({"heldWithoutProduct", "heldUntilNextRun", "lineOfChangeHeld"})
    void whatHasNoProductIsLeftOffUntilItsProductIsSet() {
        var list = list(new Row(BASIC, "USD", "7.20"));
        var company = company(domain("noproduct"), Map.of("priceList", list));
        var legacy = "OLD" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT) + ":0001";
        var number = boughtThere(company, E5, Map.of("offerId", legacy + ":AVAILABLE"));
        var priced = correct(number, Map.of("salesUnit", "MONTHLY", "unitPrice", "12.00", "currency", "USD"));
        assertThat(priced.path("detail").asText()).contains(number);
        moveTo(today().plusDays(1));
        bill();
        scan();

        var found = decided("LINE_HELD_BACK", number, "PRODUCT_MISSING", "SET_PRODUCT");
        ask("CHANGE_NOT_BILLED", firstChange(number), "The customer was never charged for it");
        var change = decided("CHANGE_NOT_BILLED", firstChange(number), "LINE_HELD_BACK", "WAIT");
        assertThat(change.path("words").asText()).contains(number, "PRICE_MISSING");
        load(list, new Row(legacy, "USD", "11.00"));
        fix(billing, found, "SET_PRODUCT", Map.of("partNumber", legacy, "unit", "MONTHLY"));

        billedNextMonth(company, number, found);
        lookIfOpen(firstChange(number));
        assertClosed(change);
    }

    @Test
    @Tells({"heldWithoutPrice", "heldUntilNextRun"})
    void aLineWithoutPriceIsBilledAfterItsPriceWasAdded() {
        var company = company(domain("noprice"), Map.of("priceList", list(new Row(BASIC, "USD", "7.20"))));
        var start = today();
        var number = boughtThere(company, E5, Map.of());
        moveTo(start.plusDays(1));
        bill();
        scan();

        var found = decided("LINE_HELD_BACK", number, "NO_PRICE_ITEM", "ADD_PRICE");
        fix(billing, found, "ADD_PRICE", price("11.00", start));

        billedNextMonth(company, number, found);
    }

    @Test
    @Tells({"heldWithoutUnit", "heldUntilNextRun"})
    void aLineWithoutUnitIsBilledAfterItsUnitWasSet() {
        var company = company(domain("nounit"), Map.of("priceList", list(new Row(BASIC, "USD", "7.20"))));
        var number = boughtThere(company, BASIC, Map.of("billingCycle", "none"));
        moveTo(today().plusDays(1));
        bill();
        scan();

        var found = decided("LINE_HELD_BACK", number, "UNIT_MISSING", "SET_UNIT");
        fix(billing, found, "SET_UNIT", Map.of("unit", "MONTHLY"));

        billedNextMonth(company, number, found);
    }

    @Test
    @Tells("catchUp")
    void aCatchUpShowsItsPeriodsAndIsBilled() {
        var company = onboarded(domain("catchup"));
        var start = today().minusDays(70);
        var contract = contract(company, start, Map.of());
        active(company, Map.of("contractNumber", contract, "startDate", start.toString()));
        bill();

        var found = decided("DRAFTS_IN_REVIEW", contract, "CATCH_UP", "BILL_DRAFTS");
        assertThat(found.path("words").asText())
                .contains("3 cycles", start + " to " + start.plusMonths(1).minusDays(1));
        fix(billing, found, "BILL_DRAFTS", Map.of());

        assertClosed(found);
        assertThat(statuses(contract)).containsOnly("BILLED").hasSize(3);
    }

    /** Entered as monthly, sold by the quarter: the drafts are voided, the contract is corrected, and no day comes twice. */
    @Test
    @Tells("catchUp")
    void aContractWithTheWrongFrequencyIsCorrectedBeforeAnybodyIsCharged() {
        var company = onboarded(domain("frequency"));
        var start = today().minusDays(70);
        var contract = contract(company, start, Map.of());
        var number = active(company, Map.of("contractNumber", contract, "startDate", start.toString()));
        bill();
        var found = decided("DRAFTS_IN_REVIEW", contract, "CATCH_UP", "BILL_DRAFTS");
        assertThat(linesOf(contract)).hasSize(3);

        fix(
                billing,
                found,
                "MOVE_NEXT_INVOICE_DATE",
                Map.of("date", start.plusDays(1).toString()));
        assertClosed(found);
        terms(contract, Map.of("frequencyMonths", 3, "isDefault", false));
        bill();

        assertThat(statuses(contract)).containsExactlyInAnyOrder("VOID", "VOID", "VOID", "BILLED");
        assertThat(linesOf(contract)).singleElement().satisfies(line -> {
            assertThat(line.path("subscriptionNumber").asText()).isEqualTo(number);
            assertThat(line.at("/servicePeriod/from").asText()).isEqualTo(start.toString());
            assertThat(line.at("/servicePeriod/to").asText())
                    .isEqualTo(start.plusMonths(3).toString());
        });
    }

    /** The real overlap: neither another frequency nor an earlier date bills a day a second time. */
    @Test
    void neitherAnotherFrequencyNorAnEarlierDateBillsADayTwice() {
        var company = onboarded(domain("overlap"));
        var start = today().minusDays(20);
        var contract = contract(company, start, Map.of());
        active(company, Map.of("contractNumber", contract, "startDate", start.toString()));
        bill();
        assertThat(statuses(contract)).containsExactly("BILLED");

        var path = "/api/v1/billing-contracts/" + contract;
        var quarterly = billing.tryChange(
                HttpMethod.PUT, path, path, termsOf(contract, Map.of("frequencyMonths", 3, "isDefault", false)));
        billing.tryChange(
                HttpMethod.PUT,
                path + "/next-invoice-date",
                path,
                Map.of("date", start.plusDays(1).toString(), "reason", "Once more"));
        bill();

        assertThat(quarterly.getStatusCode().value()).isEqualTo(422);
        assertThat(quarterly.getBody().path("type").asText()).endsWith("/contract-billed");
        assertThat(linesOf(contract)).as("each day once").hasSize(1);
        assertThat(openCasesOf(contract)).isEmpty();
    }

    @Test
    @Tells("aboveLimit")
    void aDraftAboveTheLimitOfItsContractIsLookedAtAndBilled() {
        var company = onboarded(domain("limit"));
        var rules = "/api/v1/billing-contracts/" + company.contract() + "/invoice-rules";
        billing.change(HttpMethod.PUT, rules, rules, Map.of("invoiceLimit", 1));
        active(company, Map.of());
        moveTo(today().plusDays(1));
        bill();

        var found = decided("DRAFTS_IN_REVIEW", company.contract(), "ABOVE_LIMIT", "BILL_DRAFTS");
        fix(billing, found, "BILL_DRAFTS", Map.of());

        assertClosed(found);
        assertThat(statuses(company.contract())).doesNotContain("DRAFT", "VOID").hasSize(1);
    }

    @Test
    @Tells("changeOfALaterCycle")
    void whoMissesWhatTakesEffectLaterIsToldWhenItComes() {
        var company = onboarded(domain("lateron"));
        var day = today().plusDays(3);
        var change = firstChange(number(order(company, Map.of("startDate", day.toString()))));
        runJobs();
        ask("CHANGE_NOT_BILLED", change, "It is not on the invoice");

        var found = decided("CHANGE_NOT_BILLED", change, "EFFECTIVE_LATER", "WAIT");
        assertThat(found.path("words").asText()).contains(day.toString());
        moveTo(day);
        runJobs();
        moveTo(LocalDate.parse(billing.get("/api/v1/billing-contracts/" + company.contract())
                .path("nextInvoiceDate")
                .asText()));
        runJobs();
        bill();
        lookIfOpen(change);

        assertClosed(found);
    }

    @Test
    @Tells("twoSubscriptionsBillable")
    void theSameProductOnTwoSubscriptionsIsNamed() {
        var company = onboarded(domain("twice"));
        var start = today().minusDays(40);
        var contract = contract(company, start, Map.of());
        var wish = Map.of("contractNumber", contract, "startDate", start.toString());
        var one = active(company, wish);
        var other = active(company, wish);
        bill();

        var found = decided("DRAFTS_IN_REVIEW", contract, "SAME_PRODUCT_TWICE", "VOID_DRAFTS");
        assertThat(found.path("words").asText()).containsAnyOf(one, other);
        fix(billing, found, "VOID_DRAFTS", Map.of());

        assertClosed(found);
        assertThat(statuses(contract)).containsOnly("VOID");
    }

    /** Nobody gets in without an address; but a book that was kept before may have such a customer. */
    @Test
    @Tells("addressIncomplete")
    void aContractWithoutAddressIsBilledOnceTheAddressIsComplete() {
        var company = onboarded(domain("address"));
        active(company, Map.of());
        var nowhere = new HashMap<String, Object>(customerBody(domain("nowhere"), "USD"));
        nowhere.put("city", " ");
        assertThat(billing.tryPost("/api/v1/customers", nowhere).getStatusCode().is4xxClientError())
                .isTrue();
        jdbc.sql("update customer set city = '' where number = :number")
                .param("number", company.customer())
                .update();
        moveTo(today().plusDays(1));
        bill();
        time.moveBy(Duration.ofDays(3));
        settleRun();
        scan();
        look(company.contract());

        var found = decided("INVOICE_NOT_GENERATED", company.contract(), "ADDRESS_INCOMPLETE", "COMPLETE_ADDRESS");
        fix(
                billing,
                found,
                "COMPLETE_ADDRESS",
                Map.of("street", "Königstraße 1", "postalCode", "98101", "city", "Seattle"));
        fix(billing, only("INVOICE_NOT_GENERATED", company.contract()), "RUN_BILLING", Map.of());
        settleRun();
        scan();

        assertClosed(found);
        assertThat(statuses(company.contract())).doesNotContain("DRAFT", "VOID").hasSize(1);
    }

    @Test
    @Tells("changeArchived")
    void anArchivedChangeIsTakenBackIntoBilling() {
        var company = onboarded(domain("archived"));
        var subscription = active(company, Map.of());
        var change = firstChange(subscription);
        operator.post("/api/v1/license-changes/" + change + "/archive", Map.of("reason", "By mistake"));
        operator.post(
                "/api/v1/cases",
                Map.of("symptom", "CHANGE_NOT_BILLED", "subject", change, "seen", "The customer got no invoice"));
        runJobs();

        var found = decided(change, "CHANGE_ARCHIVED", "UNARCHIVE_CHANGE");
        fix(billing, found, "UNARCHIVE_CHANGE", Map.of());
        assertThat(caseOf(change).path("cause").asText()).isIn("COMES_WITH_NEXT_INVOICE", "OLDER_CYCLES_FIRST");
        moveTo(today().plusDays(1));
        bill(today());
        scan();

        assertClosed(found);
    }

    @Test
    @Tells({"contractOffSubscriptionOn", "contractOfChangeInactive"})
    void aSubscriptionWhoseContractIsOffIsDeactivated() {
        var company = onboarded(domain("ended"));
        var subscription = active(company, Map.of());
        var contract = "/api/v1/billing-contracts/" + company.contract();
        billing.change(HttpMethod.POST, contract + "/deactivation", contract, Map.of("reason", "Customer left"));
        scan();

        var found = only("BILLED_AFTER_ITS_END", subscription);
        assertThat(found.path("cause").asText()).isEqualTo("CONTRACT_OFF");
        ask("CHANGE_NOT_BILLED", firstChange(subscription), "No invoice came");
        var change = decided("CHANGE_NOT_BILLED", firstChange(subscription), "CONTRACT_INACTIVE", "LOOK_INTO_IT");
        fix(operator, found, "DEACTIVATE_SUBSCRIPTION", Map.of());
        scan();
        var path = "/api/v1/cases/" + number(change);
        billing.change(HttpMethod.POST, path + "/close", path, Map.of("reason", "Nothing of it is owed any more"));

        assertClosed(found);
        assertAcknowledged(change);
        assertThat(subscription(subscription).path("quantity").asInt()).isZero();
    }

    @Test
    @Tells("stepAfterInvoiceStopped")
    void aDeclinedChargeIsRetriedFromItsCase() {
        var company = onboarded(domain("declined"), "pm_card_chargeDeclinedInsufficientFunds");
        active(company, Map.of());
        moveTo(today().plusDays(1));
        bill(today());
        runJobs();
        var invoice = billing.list("/api/v1/invoices?contract=" + company.contract())
                .get(0)
                .path("number")
                .asText();

        var found = decided(invoice, "STEP_AFTER_INVOICE_STOPPED", "RETRY_STEP");
        assertThat(found.path("words").asText()).contains("declined");
        fix(operator, found, "RETRY_STEP", Map.of());
        var again = caseOf(invoice);
        assertThat(again.path("number")).isEqualTo(found.path("number"));
        var profiles = "/api/v1/customers/" + company.customer() + "/payment-profiles";
        var path = profiles + "/" + number(billing.get(profiles).get(0));
        billing.change(HttpMethod.PUT, path, path, Map.of("gatewayPaymentMethod", "pm_card_visa", "label", "New card"));
        fix(operator, caseOf(invoice), "RETRY_STEP", Map.of());
        scan();

        assertClosed(found);
        assertThat(openCasesOf(invoice)).isEmpty();
    }

    /** Bought past the application, so nobody asked what it is sold as; {@code forced} is what the provider tells of it. */
    private String boughtThere(Company company, String part, Map<String, ?> forced) {
        var bought = outside.buysInThePortal(company.tenant(), part, SEATS)
                .path("id")
                .asText();
        if (!forced.isEmpty()) {
            outside.forces(company.tenant(), bought, forced);
        }
        syncOf(company);
        return onlyFindingOf(company).path("subscriptionNumber").asText();
    }

    /** What kept it back is put right, so the next invoice has it, from its first day on. */
    private void billedNextMonth(Company company, String number, JsonNode found) {
        var repaired = only("LINE_HELD_BACK", number);
        assertThat(repaired.path("cause").asText()).isEqualTo("REPAIRED_SINCE");
        moveTo(today().plusMonths(1));
        runJobs();
        bill();
        scan();
        openCasesOf(company.contract()).forEach(held -> fix(billing, held, "BILL_DRAFTS", Map.of()));
        scan();

        assertClosed(found);
        assertThat(linesOf(company.contract()))
                .extracting(line -> line.path("subscriptionNumber").asText())
                .contains(number);
    }

    private JsonNode correct(String subscription, Map<String, ?> correction) {
        var path = "/api/v1/subscriptions/" + subscription;
        var body = new HashMap<String, Object>(correction);
        body.put("reason", "Story");
        var answer = billing.tryChange(HttpMethod.POST, path + "/corrections", path, body);
        assertThat(answer.getStatusCode().value())
                .as(() -> String.valueOf(answer.getBody()))
                .isEqualTo(422);
        return answer.getBody();
    }

    /** Gives a contract its terms anew, some of them otherwise. */
    private void terms(String contract, Map<String, ?> otherwise) {
        var path = "/api/v1/billing-contracts/" + contract;
        billing.change(HttpMethod.PUT, path, path, termsOf(contract, otherwise));
    }

    private Map<String, Object> termsOf(String contract, Map<String, ?> otherwise) {
        var now = billing.get("/api/v1/billing-contracts/" + contract);
        var terms = new HashMap<String, Object>(Map.of(
                "name", now.path("name").asText(),
                "startDate", now.path("startDate").asText(),
                "frequencyMonths", now.path("frequencyMonths").asInt(),
                "billingPolicy", now.path("billingPolicy").asText(),
                "isDefault", true));
        terms.putAll(otherwise);
        return terms;
    }

    private void bill() {
        bill(today());
    }

    private void bill(LocalDate day) {
        billing.post("/api/v1/billing-runs", Map.of("asOf", day.toString()));
        settleRun();
    }

    /** A run pauses between its chunks. */
    private void settleRun() {
        for (var count = 0; count < 3; count++) {
            runJobs();
            time.moveBy(Duration.ofSeconds(61));
        }
        runJobs();
    }

    private static Map<String, String> price(String price, LocalDate from) {
        return Map.of("price", price, "cost", "8.00", "from", from.toString());
    }

    private List<String> statuses(String contract) {
        return billing.list("/api/v1/invoices?contract=" + contract).stream()
                .map(invoice -> invoice.path("status").asText())
                .toList();
    }

    /** Of all its invoices that were not voided. */
    private List<JsonNode> linesOf(String contract) {
        var lines = new ArrayList<JsonNode>();
        for (var invoice : billing.list("/api/v1/invoices?contract=" + contract)) {
            if (!invoice.path("status").asText().equals("VOID")) {
                var whole = billing.get(
                        "/api/v1/invoices/" + invoice.path("reference").asText());
                lines.addAll(Api.items(whole.path("lines")));
            }
        }
        return lines;
    }
}
