package io.tenantry.invoicing;

import static io.tenantry.invoicing.InvoiceAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.charge.NewNonRecurringItem;
import io.tenantry.charge.NonRecurringItems;
import io.tenantry.invoicing.CreditNotes.Afterwards;
import io.tenantry.invoicing.LedgerFixture.Terms;
import io.tenantry.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What becomes of the last cycle of a contract, and of all that is entered once it is billed to its end. */
class ClosedContractsIT extends BillingScenario {

    @Autowired
    private CreditNotes creditNotes;

    @Autowired
    private ChangeLogInvoices changeLogs;

    @Autowired
    private NonRecurringItems items;

    @Test
    void anItemOfTheLastWeeksIsBilledOnTheClosingDay() {
        var contract = decemberOnly();
        bill("2014-12-02");
        items.add(number(contract), item("500.00", "2014-12-20"));

        bill("2015-01-02");

        assertThat(of(contract)).hasSize(2);
        assertThat(of(contract).get(1)).hasStatus("BILLED").hasLines(1).hasTotals("500.00", "95.00", "595.00");
        assertThat(nextInvoiceOf(contract)).isEqualTo("9999-12-31");
    }

    @Test
    void theLastCycleAndWhatChangesWithinItIsOneInvoiceWhenARunComesLate() {
        var contract = decemberOnly();
        given.change(suiteOf(contract), "2014-12-10", 10, "12.00");

        bill("2015-01-02");

        assertThat(of(contract)).singleElement().satisfies(invoice -> assertThat(invoice)
                .isFor("2014-12-01", "2015-01-01")
                .hasStatus("BILLED")
                .hasLines(2)
                .hasLine("Suite", "2014-12-01", "2015-01-01", "120.00")
                .hasLine("Suite", "2014-12-10", "2015-01-01", "85.16"));
    }

    @Test
    void aPriceThatCameLateAndAChangeOfTheLastCycleAreOneInvoiceOnTheClosingDay() {
        var contract = decemberOnly();
        bill("2014-12-02");
        var suite = suiteOf(contract);
        given.change(suite, "2014-12-01", 1, "12.00");
        given.change(suite, "2014-12-10", 10, "12.00");

        bill("2015-01-02");

        assertThat(of(contract)).hasSize(2);
        assertThat(of(contract).get(1))
                .hasStatus("BILLED")
                .hasLines(2)
                .hasLine("Suite", "2014-12-01", "2015-01-01", "12.00")
                .hasLine("Suite", "2014-12-10", "2015-01-01", "85.16");
    }

    @Test
    void aChangeThatIsEnteredAfterTheClosingIsBilledOnce() {
        var contract = closed();
        given.change(suiteOf(contract), "2014-12-10", 10, "12.00");

        assertThat(nextInvoiceOf(contract)).isEqualTo("2015-01-02");
        bill("2015-03-17");
        bill("2015-03-18");

        assertThat(of(contract)).hasSize(2);
        assertThat(of(contract).get(1))
                .isFor("2014-12-01", "2015-01-01")
                .hasStatus("BILLED")
                .hasLines(1)
                .hasLine("Suite", "2014-12-10", "2015-01-01", "85.16");
        assertThat(nextInvoiceOf(contract)).isEqualTo("9999-12-31");
    }

    @Test
    void aLateChangeOfAContractInArrearsIsBilledTooForEachCycleThatItTouches() {
        var contract = given.contract(Terms.arrears("2014-11-01", 1).until("2015-01-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2014-11-01", 10, "12.00");
        bill("2014-12-02");
        bill("2015-01-02");
        given.change(suite, "2014-11-16", 1, "12.00");

        bill("2015-02-10");

        assertThat(of(contract)).hasSize(3);
        assertThat(of(contract).get(2))
                .hasStatus("BILLED")
                .hasLines(2)
                .hasLine("Suite", "2014-11-16", "2014-12-01", "6.00")
                .hasLine("Suite", "2014-12-01", "2015-01-01", "12.00");
    }

    @Test
    void aChangeThatComesBackIntoBillingAfterTheClosingIsBilled() {
        var contract = decemberOnly();
        var change = given.change(suiteOf(contract), "2014-12-10", 10, "12.00");
        billing(change, "ARCHIVED");
        bill("2014-12-02");
        bill("2015-01-02");
        assertThat(nextInvoiceOf(contract)).isEqualTo("9999-12-31");

        billing(change, "ACTIVE");
        bill("2015-01-20");

        assertThat(of(contract)).hasSize(2);
        assertThat(of(contract).get(1)).hasLines(1).hasLine("Suite", "2014-12-10", "2015-01-01", "85.16");
    }

    @Test
    void aSubscriptionThatIsFoundToBeBillableAfterTheClosingIsBilled() {
        var contract = decemberOnly();
        var forgotten = given.subscription(contract, "Forgotten");
        given.change(forgotten, "2014-12-01", 1, "30.00");
        billable(forgotten, false);
        bill("2014-12-02");
        bill("2015-01-02");

        billable(forgotten, true);
        bill("2015-01-20");

        assertThat(of(contract)).hasSize(2);
        assertThat(of(contract).get(1)).hasLine("Forgotten", "2014-12-01", "2015-01-01", "30.00");
    }

    @Test
    void aLineInQuarantineIsLookedAtAgainAfterTheEndUntilItIsRepaired() {
        var contract = decemberOnly();
        var unpriced = given.subscription(contract, "Unpriced");
        given.change(unpriced, "2014-12-10", 5, null);
        bill("2014-12-02");
        bill("2015-01-02");
        assertThat(nextInvoiceOf(contract)).isEqualTo("2015-01-03");

        bill("2015-01-03");
        assertThat(of(contract)).hasSize(1);
        given.change(unpriced, "2014-12-10", 0, "12.00");
        bill("2015-01-04");

        assertThat(of(contract)).hasSize(2);
        assertThat(of(contract).get(1)).hasLines(1).hasLine("Unpriced", "2014-12-10", "2015-01-01", "42.58");
        assertThat(nextInvoiceOf(contract)).isEqualTo("9999-12-31");
    }

    @Test
    void anItemThatIsEnteredAfterTheClosingIsBilled() {
        var contract = closed();

        items.add(number(contract), item("80.00", "2014-12-31"));
        bill("2015-01-20");

        assertThat(of(contract)).hasSize(2);
        assertThat(of(contract).get(1)).hasLines(1).hasTotals("80.00", "15.20", "95.20");
    }

    @Test
    void anItemThatTheEndWasBroughtBeforeIsBilledOnItsDay() {
        var contract = given.contract(Terms.monthly("2014-12-01").until("2015-03-01"));
        given.change(given.subscription(contract, "Suite"), "2014-12-01", 10, "12.00");
        bill("2014-12-02");
        items.add(number(contract), item("80.00", "2015-02-10"));
        jdbc.sql("update billing_contract set end_date = '2015-01-01' where id = :id")
                .param("id", contract)
                .update();

        bill("2015-01-02");
        assertThat(nextInvoiceOf(contract)).isEqualTo("2015-02-10");
        bill("2015-02-10");

        assertThat(of(contract)).hasSize(2);
        assertThat(of(contract).get(1)).hasLines(1).hasTotals("80.00", "15.20", "95.20");
        assertThat(nextInvoiceOf(contract)).isEqualTo("9999-12-31");
    }

    @Test
    void aCreditedChangeLogInvoiceIsBilledAgainAfterTheClosing() {
        var contract = given.contract(Terms.advance("2014-01-01", 12).until("2015-01-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2014-01-01", 1, "10.00");
        bill("2014-01-02");
        given.change(suite, "2014-12-10", 10, "12.00");
        var changes = changeLogs.issue(number(contract), LocalDate.parse("2014-12-10"));
        bill("2015-01-02");
        assertThat(of(contract)).hasSize(2);

        creditNotes.issue(
                changes.number(), changes.version(), new CreditNotes.Wanted("Wrong", null, Afterwards.BILL_AGAIN));
        bill("2015-01-20");

        assertThat(of(contract)).hasSize(4);
        assertThat(of(contract).get(3))
                .hasStatus("BILLED")
                .hasTotals(
                        changes.net().amount().toPlainString(),
                        changes.tax().amount().toPlainString(),
                        changes.total().amount().toPlainString());
    }

    @Test
    void aCreditedCycleAndALateChangeOfALaterOneAreBothBilledAfterTheClosing() {
        var contract = given.contract(Terms.monthly("2014-10-01").until("2015-01-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2014-10-01", 10, "12.00");
        List.of("2014-10-02", "2014-11-02", "2014-12-02", "2015-01-02").forEach(this::bill);
        var october = of(contract).get(0);
        creditNotes.issue(
                october.number(), october.version(), new CreditNotes.Wanted("Wrong", null, Afterwards.BILL_AGAIN));
        given.change(suite, "2014-12-10", 10, "12.00");

        bill("2015-01-20");

        assertThat(of(contract)).hasSize(6);
        assertThat(of(contract).get(4))
                .isFor("2014-10-01", "2014-11-01")
                .hasLines(1)
                .hasLine("Suite", "2014-10-01", "2014-11-01", "120.00");
        assertThat(of(contract).get(5))
                .isFor("2014-12-01", "2015-01-01")
                .hasLines(1)
                .hasLine("Suite", "2014-12-10", "2015-01-01", "85.16");
    }

    @Test
    void aCycleThatWasTakenBackIsSkippedWhenTheNextInvoiceDateIsMovedPastIt() {
        var contract = given.contract(Terms.monthly("2014-10-01"));
        given.change(given.subscription(contract, "Suite"), "2014-10-01", 10, "12.00");
        List.of("2014-10-02", "2014-11-02").forEach(this::bill);
        var october = of(contract).get(0);
        creditNotes.issue(
                october.number(), october.version(), new CreditNotes.Wanted("Wrong", null, Afterwards.BILL_AGAIN));
        jdbc.sql("update billing_contract set next_invoice_date = '2014-12-02' where id = :id")
                .param("id", contract)
                .update();

        bill("2014-12-02");

        assertThat(jdbc.sql("select status from billing_cycle where billing_contract_id = :id order by cycle_number")
                        .param("id", contract)
                        .query(String.class)
                        .list())
                .containsExactly("SKIPPED", "INVOICED", "INVOICED");
    }

    /** Ten seats at 12.00 in December. */
    private UUID decemberOnly() {
        var contract = given.contract(Terms.monthly("2014-12-01").until("2015-01-01"));
        given.change(given.subscription(contract, "Suite"), "2014-12-01", 10, "12.00");
        return contract;
    }

    private UUID closed() {
        var contract = decemberOnly();
        bill("2014-12-02");
        bill("2015-01-02");
        assertThat(nextInvoiceOf(contract)).isEqualTo("9999-12-31");
        return contract;
    }

    private UUID suiteOf(UUID contract) {
        return jdbc.sql("select id from subscription where billing_contract_id = :id and name = 'Suite'")
                .param("id", contract)
                .query(UUID.class)
                .single();
    }

    private void billing(UUID change, String status) {
        LedgerFixture.bill(jdbc, change, status, "Because");
    }

    private void billable(UUID subscription, boolean billable) {
        jdbc.sql("update subscription set billable = :billable where id = :id")
                .param("billable", billable)
                .param("id", subscription)
                .update();
    }

    private static NewNonRecurringItem item(String price, String day) {
        return new NewNonRecurringItem(
                "Training",
                null,
                null,
                null,
                1,
                Money.of(price, "EUR"),
                BigDecimal.ZERO,
                true,
                LocalDate.parse(day),
                null);
    }
}
