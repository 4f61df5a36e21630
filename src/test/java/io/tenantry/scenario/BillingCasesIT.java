package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.invoicing.LedgerFixture;
import io.tenantry.invoicing.LedgerFixture.Terms;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Why an invoice, a line or a price is not as it should be, and what puts it right; each found by a real run. Provisioning
 * best practices §10, second and fifth row.
 */
class BillingCasesIT extends RemediationScenario {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private LedgerFixture given;

    @BeforeEach
    void givenALedger() {
        given = new LedgerFixture(jdbc, transaction);
    }

    @AfterEach
    void leaveNothingDue() {
        given.close();
    }

    @Test
    void aWriteInWithoutPriceListItemIsMadeAnewOnceTheItemIsThere() {
        var start = firstOfThisMonth();
        var contract = given.contract(Terms.monthly(start.toString()));
        var suite = suite(contract, start);
        withoutPrices(contract);
        bill(today());

        var found = decided(number(contract), "PRICE_ITEM_MISSING", "ADD_PRICE");
        assertThat(found.path("symptom").asText()).isEqualTo("WRITE_IN_HELD");
        assertThat(found.path("words").asText()).contains(number(suite, "subscription"), "12");
        assertThat(tryFix(operator, found, "ADD_PRICE", price("12.00", start))
                        .getBody()
                        .path("type")
                        .asText())
                .endsWith("/case-of-another-role");
        assertThat(tryFix(billing, found, "ADD_PRICE", Map.of())
                        .getBody()
                        .path("detail")
                        .asText())
                .contains("needs");
        fix(billing, found, "ADD_PRICE", price("12.00", start));

        settleRun();
        assertClosed(found);
        assertThat(kinds(evidence(found.path("number").asText())))
                .containsSubsequence("OPENED", "DECIDED", "ACTED", "DECIDED", "ACTED", "CLOSED");
        assertThat(lines(contract)).containsExactly("FULL_CYCLE");
    }

    @Test
    void aWriteInWithoutProductIsMadeAnewOnceTheProductIsSet() {
        var start = firstOfThisMonth();
        var contract = given.contract(Terms.monthly(start.toString()));
        var suite = suite(contract, start);
        set("subscription set product_id = null where id = :id", suite);
        bill(today());

        var found = decided(number(contract), "PRODUCT_MISSING", "SET_PRODUCT");
        fix(billing, found, "SET_PRODUCT", Map.of("partNumber", part(suite), "unit", "MONTHLY"));

        settleRun();
        assertClosed(found);
        assertThat(lines(contract)).containsExactly("FULL_CYCLE");
    }

    @Test
    void aCatchUpShowsItsPeriodsAndIsBilled() {
        var start = firstOfThisMonth().minusMonths(2);
        var contract = given.contract(Terms.monthly(start.toString()));
        suite(contract, start);
        bill(today());

        var found = decided(number(contract), "CATCH_UP", "BILL_DRAFTS");
        assertThat(found.path("words").asText())
                .contains("3 cycles", start + " to " + start.plusMonths(1).minusDays(1));
        fix(billing, found, "BILL_DRAFTS", Map.of());

        assertClosed(found);
        assertThat(statuses(contract)).containsOnly("BILLED");
        assertThat(statuses(contract)).hasSize(3);
    }

    @Test
    void anUnwantedCatchUpIsSkippedByMovingTheNextInvoiceDate() {
        var start = firstOfThisMonth().minusMonths(2);
        var contract = given.contract(Terms.monthly(start.toString()));
        suite(contract, start);
        bill(today());

        var found = decided(number(contract), "CATCH_UP", "BILL_DRAFTS");
        fix(
                billing,
                found,
                "MOVE_NEXT_INVOICE_DATE",
                Map.of("date", firstOfThisMonth().plusDays(1).toString()));

        assertClosed(found);
        assertThat(statuses(contract)).containsOnly("VOID");
    }

    @Test
    void theSameProductOnTwoSubscriptionsIsNamed() {
        var start = firstOfThisMonth().minusMonths(1);
        var contract = given.contract(Terms.monthly(start.toString()));
        var old = suite(contract, start);
        var next = suite(contract, start);
        set(
                "subscription s set product_id = (select product_id from subscription where id = '" + old
                        + "') where s.id = :id",
                next);
        bill(today());

        var found = decided(number(contract), "SAME_PRODUCT_TWICE", "VOID_DRAFTS");
        fix(billing, found, "VOID_DRAFTS", Map.of());

        assertClosed(found);
        assertThat(statuses(contract)).containsOnly("VOID");
    }

    @Test
    void aLineWithoutPriceIsBilledAfterItsPriceWasAdded() {
        var start = firstOfThisMonth();
        var contract = given.contract(Terms.monthly(start.toString()));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, start.toString(), 10, null);
        set("subscription set sales_unit = 'MONTHLY' where id = :id", suite);
        withoutPrices(contract);
        bill(today());
        scan();

        var found = only("LINE_HELD_BACK", number(suite, "subscription"));
        assertThat(found.path("cause").asText()).isEqualTo("NO_PRICE_ITEM");
        fix(billing, found, "ADD_PRICE", price("11.00", start));
        var repaired = only("LINE_HELD_BACK", number(suite, "subscription"));
        assertThat(repaired.path("cause").asText()).isEqualTo("REPAIRED_SINCE");
        moveTo(firstOfThisMonth().plusMonths(1).plusDays(1));
        bill(today());
        scan();

        assertClosed(found);
    }

    @Test
    void anIncompleteSubscriptionGetsItsUnitAndThePriceOfTheList() {
        var start = firstOfThisMonth();
        var contract = given.contract(
                Terms.monthly(start.toString()).nextOn(start.plusYears(1).toString()));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, start.toString(), 10, null);
        scan();

        var found = decided(number(suite, "subscription"), "UNIT_MISSING", "SET_UNIT");
        fix(billing, found, "SET_UNIT", Map.of("unit", "MONTHLY"));

        assertClosed(found);
        assertThat(subscription(number(suite, "subscription")).path("unitPrice").decimalValue())
                .isEqualByComparingTo("12");
    }

    @Test
    void aContractWithoutAddressIsBilledOnceTheAddressIsComplete() {
        var start = firstOfThisMonth();
        var contract = given.contract(Terms.monthly(start.toString()));
        suite(contract, start);
        set("customer k set city = '' from billing_contract c where c.customer_id = k.id and c.id = :id", contract);
        bill(today());
        time.moveBy(java.time.Duration.ofDays(3));
        scan();

        var found = only("INVOICE_NOT_GENERATED", number(contract));
        assertThat(found.path("cause").asText()).isEqualTo("ADDRESS_INCOMPLETE");
        fix(
                billing,
                found,
                "COMPLETE_ADDRESS",
                Map.of("street", "Königstraße 1", "postalCode", "50667", "city", "Köln"));
        var next = only("INVOICE_NOT_GENERATED", number(contract));
        fix(billing, next, "RUN_BILLING", Map.of());
        settleRun();
        scan();

        assertClosed(found);
        assertThat(statuses(contract)).containsOnly("BILLED");
    }

    @Test
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
    void aSubscriptionWhoseContractIsOffIsDeactivated() {
        var company = onboarded(domain("ended"));
        var subscription = active(company, Map.of());
        var contract = "/api/v1/billing-contracts/" + company.contract();
        billing.change(
                org.springframework.http.HttpMethod.POST,
                contract + "/deactivation",
                contract,
                Map.of("reason", "Customer left"));
        scan();

        var found = only("BILLED_AFTER_ITS_END", subscription);
        assertThat(found.path("cause").asText()).isEqualTo("CONTRACT_OFF");
        fix(operator, found, "DEACTIVATE_SUBSCRIPTION", Map.of());
        scan();

        assertClosed(found);
        assertThat(subscription(subscription).path("quantity").asInt()).isZero();
    }

    @Test
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
        billing.change(
                org.springframework.http.HttpMethod.PUT,
                path,
                path,
                Map.of("gatewayPaymentMethod", "pm_card_visa", "label", "New card"));
        fix(operator, caseOf(invoice), "RETRY_STEP", Map.of());
        scan();

        assertClosed(found);
        assertThat(openCasesOf(invoice)).isEmpty();
    }

    private LocalDate firstOfThisMonth() {
        if (today().getDayOfMonth() < 3) {
            moveTo(today().withDayOfMonth(3));
        }
        return today().withDayOfMonth(1);
    }

    private UUID suite(UUID contract, LocalDate start) {
        var suite = given.subscription(contract, "Suite");
        given.change(suite, start.toString(), 10, "12.00");
        set(
                "subscription set sales_unit = 'MONTHLY', unit_months = 1, currency = 'EUR', unit_price = 12,"
                        + " monthly_unit_price = 12 where id = :id",
                suite);
        return suite;
    }

    private void withoutPrices(UUID contract) {
        jdbc.sql(
                        """
                        delete from price_list_item i using billing_contract c
                        where c.price_list_id = i.price_list_id and c.id = :id
                        """)
                .param("id", contract)
                .update();
    }

    private void set(String update, UUID id) {
        jdbc.sql("update " + update).param("id", id).update();
    }

    private void bill(LocalDate day) {
        billing.post("/api/v1/billing-runs", Map.of("asOf", day.toString()));
        settleRun();
    }

    /** A run pauses between its chunks. */
    private void settleRun() {
        for (var count = 0; count < 3; count++) {
            runJobs();
            time.moveBy(java.time.Duration.ofSeconds(61));
        }
        runJobs();
    }

    private static Map<String, String> price(String price, LocalDate from) {
        return Map.of("price", price, "cost", "8.00", "from", from.toString());
    }

    private String number(UUID contract) {
        return number(contract, "billing_contract");
    }

    private String number(UUID id, String table) {
        return jdbc.sql("select number from " + table + " where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private String part(UUID subscription) {
        return jdbc.sql("select provider_part_number from subscription where id = :id")
                .param("id", subscription)
                .query(String.class)
                .single();
    }

    private List<String> statuses(UUID contract) {
        return jdbc.sql("select status from invoice where billing_contract_id = :id order by created_at")
                .param("id", contract)
                .query(String.class)
                .list();
    }

    private List<String> lines(UUID contract) {
        return jdbc.sql(
                        """
                        select l.kind from invoice i join invoice_line l on l.invoice_id = i.id
                        where i.billing_contract_id = :id and i.status <> 'VOID' order by l.position
                        """)
                .param("id", contract)
                .query(String.class)
                .list();
    }
}
