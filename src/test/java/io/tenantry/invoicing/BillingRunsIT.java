package io.tenantry.invoicing;

import static io.tenantry.invoicing.InvoiceAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.audit.AuditTrail;
import io.tenantry.contract.BillingContractTerms;
import io.tenantry.contract.BillingContracts;
import io.tenantry.invoicing.LedgerFixture.Terms;
import io.tenantry.shared.Money;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Refused;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class BillingRunsIT extends BillingScenario {

    @Autowired
    private Allocations allocations;

    @Autowired
    private CreditNotes creditNotes;

    @Autowired
    private Previews previews;

    @Autowired
    private Proofs proofs;

    @Autowired
    private BillingContracts contracts;

    @Autowired
    private AuditTrail audit;

    @Test
    void billsAMonthInAdvanceAndItsChangesWithTheNextOne() {
        var contract = given.contract(Terms.monthly("2016-03-01"));
        var suite = given.subscription(contract, "Microsoft 365 E5");
        given.change(suite, "2016-03-01", 10, "57.00");
        var phone = given.subscription(contract, "Phone System");
        given.change(phone, "2016-03-11", 2, "31.00");

        bill("2016-03-02");
        given.change(suite, "2016-03-22", 3, "57.00");
        bill("2016-04-02");

        var billed = of(contract);
        assertThat(billed).hasSize(2);
        assertThat(billed.get(0))
                .isFor("2016-03-01", "2016-04-01")
                .hasStatus("BILLED")
                .hasLines(1)
                .hasLine("Microsoft 365 E5", "2016-03-01", "2016-04-01", "570.00")
                .hasTotals("570.00", "108.30", "678.30");
        assertThat(billed.get(1))
                .isFor("2016-04-01", "2016-05-01")
                .hasLines(4)
                .hasLine("Phone System", "2016-03-11", "2016-04-01", "42.00")
                .hasLine("Phone System", "2016-04-01", "2016-05-01", "62.00")
                .hasLine("Microsoft 365 E5", "2016-03-22", "2016-04-01", "55.16")
                .hasLine("Microsoft 365 E5", "2016-04-01", "2016-05-01", "741.00");
    }

    @Test
    void aRunThatIsLimitedBillsItsContractsAndNoOtherOne() {
        var wanted = given.contract(Terms.monthly("2015-03-01"));
        given.change(given.subscription(wanted, "Suite"), "2015-03-01", 10, "12.00");
        var later = given.contract(Terms.monthly("2015-04-01"));
        given.change(given.subscription(later, "Suite"), "2015-04-01", 10, "12.00");
        var other = given.contract(Terms.monthly("2015-03-01"));
        given.change(given.subscription(other, "Suite"), "2015-03-01", 10, "12.00");

        var run = runs.request(LocalDate.parse("2015-03-02"), List.of(number(wanted), number(later)));
        runJobs();

        assertThat(of(wanted)).singleElement().satisfies(invoice -> assertThat(invoice)
                .hasStatus("BILLED")
                .hasLine("Suite", "2015-03-01", "2015-04-01", "120.00"));
        assertThat(of(later)).isEmpty();
        assertThat(reason(run, later)).isEqualTo("Its next invoice date is 2015-04-02");
        assertThat(of(other)).isEmpty();
        var view = runs.get(run);
        assertThat(view.limitedTo())
                .containsExactlyInAnyOrder(number(wanted), number(later))
                .isSorted();
        assertThat(view.status()).isEqualTo("FINISHED");
        assertThat(view.progress().contracts()).isEqualTo(2);
        assertThat(view.progress().nothingDue()).isEqualTo(1);
        assertThat(audit.of(run).get(0).details().toString()).contains(number(wanted), number(later));
    }

    @Test
    void aLimitedRunRepeatedBillsNothingTwiceAndOneWithoutContractsIsNone() {
        var contract = given.contract(Terms.monthly("2015-05-01"));
        given.change(given.subscription(contract, "Suite"), "2015-05-01", 10, "12.00");
        var day = LocalDate.parse("2015-05-02");

        runs.request(day, List.of(number(contract)));
        var again = runs.request(day, List.of(number(contract), number(contract)));
        runJobs();

        assertThat(of(contract)).hasSize(1);
        assertThat(runs.get(again).progress().contracts()).isEqualTo(1);
        assertThatThrownBy(() -> runs.request(day, List.of()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Name the contracts");
        assertThatThrownBy(() -> runs.request(day, List.of("BC-NONE")))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("BC-NONE");
    }

    @Test
    void billsAQuarterInAdvanceAndWhatBeganWithinItWithTheNextOne() {
        var contract = given.contract(Terms.advance("2018-01-01", 3));
        given.change(given.subscription(contract, "Suite"), "2018-01-15", 10, "12.00");

        bill("2018-01-02");
        bill("2018-04-02");

        assertThat(of(contract)).singleElement().satisfies(invoice -> assertThat(invoice)
                .isFor("2018-04-01", "2018-07-01")
                .hasLines(2)
                .hasLine("Suite", "2018-01-15", "2018-04-01", "305.81")
                .hasLine("Suite", "2018-04-01", "2018-07-01", "360.00"));
    }

    @Test
    void billsAQuarterInArrearsWithAllItsChanges() {
        var contract = given.contract(Terms.arrears("2018-01-01", 3));
        given.change(given.subscription(contract, "Suite"), "2018-01-15", 10, "12.00");

        bill("2018-04-01");
        assertThat(of(contract)).isEmpty();
        bill("2018-04-02");

        assertThat(of(contract)).singleElement().satisfies(invoice -> assertThat(invoice)
                .isFor("2018-01-01", "2018-04-01")
                .hasLines(1)
                .hasLine("Suite", "2018-01-15", "2018-04-01", "305.81")
                .hasTotals("305.81", "58.10", "363.91"));
    }

    @Test
    void billsAFullYearAndThenTheSixMonthsThatAreLeftOfTheContract() {
        var contract = given.contract(Terms.advance("2020-01-01", 12).until("2021-07-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2020-01-01", 1, "10.00");

        bill("2020-01-02");
        bill("2021-01-02");
        given.change(suite, "2021-06-16", 2, "10.00");
        bill("2021-07-02");
        bill("2022-01-02");

        var billed = of(contract);
        assertThat(billed).hasSize(3);
        assertThat(billed.get(0)).hasLine("Suite", "2020-01-01", "2021-01-01", "120.00");
        assertThat(billed.get(1)).hasLine("Suite", "2021-01-01", "2021-07-01", "60.00");
        assertThat(billed.get(2)).hasLines(1).hasLine("Suite", "2021-06-16", "2021-07-01", "10.00");
    }

    @Test
    void billsOnWhatItsFormerEndHadCutShortWhenAContractIsExtended() {
        var contract = given.contract(Terms.advance("2020-01-01", 12).until("2021-07-01"));
        given.change(given.subscription(contract, "Suite"), "2020-01-01", 1, "10.00");
        bill("2020-01-02");
        bill("2021-01-02");
        bill("2021-07-02");

        endOn(contract, LocalDate.parse("2022-07-01"));
        bill("2021-07-02");
        bill("2022-01-02");

        var billed = of(contract);
        assertThat(billed).hasSize(4);
        assertThat(billed.get(2)).hasLines(1).hasLine("Suite", "2021-07-01", "2022-01-01", "60.00");
        assertThat(billed.get(3)).hasLines(1).hasLine("Suite", "2022-01-01", "2022-07-01", "60.00");
    }

    /** 60.00 for the half year up to the former end, 60.00 for the one behind it; each comes again when it is credited. */
    @Test
    void billsTheFirstPartOfACycleAgainThatWasBilledInTwo() {
        var contract = given.contract(Terms.advance("2020-01-01", 12).until("2021-07-01"));
        given.change(given.subscription(contract, "Suite"), "2020-01-01", 1, "10.00");
        bill("2020-01-02");
        bill("2021-01-02");
        endOn(contract, LocalDate.parse("2022-07-01"));
        bill("2021-07-02");
        var firstHalf = of(contract).get(1);
        var secondHalf = of(contract).get(2);

        creditAgain(firstHalf);
        var preview = previews.preview(number(contract), LocalDate.parse("2021-07-02"));
        bill("2021-07-02");
        bill("2021-07-02");

        assertThat(preview.drafts()).singleElement().satisfies(draft -> assertThat(draft.net())
                .isEqualTo(Money.of("60.00", "EUR")));
        assertThat(of(contract)).hasSize(5);
        assertThat(of(contract).get(4)).hasLines(1).hasLine("Suite", "2021-01-01", "2021-07-01", "60.00");
        for (var invoice : List.of(secondHalf, of(contract).get(4))) {
            assertThat(proofs.check(String.valueOf(invoice.number()), 1).equal())
                    .as("the proof of " + invoice.number())
                    .isTrue();
        }

        creditAgain(secondHalf);
        creditAgain(of(contract).get(4));
        bill("2021-07-02");
        bill("2022-01-02");

        assertThat(of(contract)).hasSize(9);
        assertThat(of(contract).get(7)).hasLines(1).hasLine("Suite", "2021-01-01", "2022-01-01", "120.00");
        assertThat(of(contract).get(8)).hasLines(1).hasLine("Suite", "2022-01-01", "2022-07-01", "60.00");
    }

    /** Ten seats and four less are six for the half year that is billed again: nothing is waived of it. */
    @Test
    void takesBackNothingThatWasNeverChargedWhenOnlyAPartOfACycleIsBilledAgain() {
        var contract = given.contract(Terms.advance("2020-01-01", 12).until("2021-07-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2020-01-01", 10, "1.00");
        given.change(suite, "2020-12-01", -4, "1.00");
        bill("2020-01-02");
        bill("2021-01-02");
        endOn(contract, LocalDate.parse("2022-01-01"));
        bill("2021-07-02");
        var firstHalf = of(contract).get(1);

        creditAgain(firstHalf);
        given.change(suite, "2020-12-15", 1, "1.00");
        bill("2021-07-02");

        assertThat(firstHalf).hasLine("Suite", "2021-01-01", "2021-07-01", "36.00");
        assertThat(of(contract).get(2)).hasLine("Suite", "2021-07-01", "2022-01-01", "36.00");
        assertThat(of(contract).get(4))
                .hasLine("Suite", "2021-01-01", "2021-07-01", "36.00")
                .hasLine("Suite", "2021-01-01", "2022-01-01", "12.00");
    }

    private void creditAgain(InvoiceView invoice) {
        creditNotes.issue(
                String.valueOf(invoice.number()),
                invoice.version(),
                new CreditNotes.Wanted("Wrong address", null, CreditNotes.Afterwards.BILL_AGAIN));
    }

    @Test
    void endsAContractBeforeWhatIsInvoicedOnlyOnceThatIsCreditedAndThenBillsItWithItsChanges() {
        var contract = given.contract(Terms.advance("2020-01-01", 12));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2020-01-01", 1, "10.00");
        bill("2020-01-02");
        var year = of(contract).get(0);
        given.change(suite, "2020-03-16", 2, "10.00");

        assertThatThrownBy(() -> endOn(contract, LocalDate.parse("2020-07-01")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("is invoiced to 2020-12-31 by " + year.number() + " and cannot end on 2020-07-01")
                .hasMessageContaining("credit that first");
        creditNotes.issue(
                year.number(),
                year.version(),
                new CreditNotes.Wanted("Ends earlier", null, CreditNotes.Afterwards.BILL_AGAIN));
        endOn(contract, LocalDate.parse("2020-07-01"));
        bill("2020-07-02");

        assertThat(of(contract)).hasSize(3);
        assertThat(of(contract).get(2))
                .isFor("2020-01-01", "2020-07-01")
                .hasLines(2)
                .hasLine("Suite", "2020-01-01", "2020-07-01", "60.00")
                .hasLine("Suite", "2020-03-16", "2020-07-01", "70.32");
    }

    @Test
    void billsTheLastChangesOnTheDayToWhichAContractsEndIsBroughtForward() {
        var contract = given.contract(Terms.advance("2020-01-01", 3).until("2021-01-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2020-01-01", 1, "10.00");
        bill("2020-01-02");
        given.change(suite, "2020-03-16", 2, "10.00");

        endOn(contract, LocalDate.parse("2020-04-01"));
        bill("2020-04-01");
        assertThat(of(contract)).hasSize(1);
        bill("2020-04-02");

        assertThat(of(contract)).hasSize(2);
        assertThat(of(contract).get(1)).hasLines(1).hasLine("Suite", "2020-03-16", "2020-04-01", "10.32");
    }

    @Test
    void keepsTheRuleByWhichAContractIsInvoiced() {
        var contract = given.contract(Terms.monthly("2020-01-01"));
        given.change(given.subscription(contract, "Suite"), "2020-01-01", 1, "10.00");
        var other = new BillingContractTerms.Proration("THIRTY_DAY", null);
        bill("2020-01-02");
        var january = of(contract).get(0);

        assertThatThrownBy(() -> change(contract, null, other))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("is invoiced by rule ACTUAL_MONTH version 1, lastly by " + january.number());
        creditNotes.issue(
                january.number(),
                january.version(),
                new CreditNotes.Wanted("Other rule", null, CreditNotes.Afterwards.BILL_AGAIN));
        change(contract, null, other);

        assertThat(contracts.get(contract).prorationRule()).isEqualTo("THIRTY_DAY");
    }

    @Test
    void roundsToTheCurrencysOwnDecimals() {
        var contract = given.contract(Terms.arrears("2018-01-01", 3).in("JPY"));
        given.change(given.subscription(contract, "Suite"), "2018-01-15", 10, "12");

        bill("2018-04-02");

        assertThat(of(contract)).singleElement().satisfies(invoice -> assertThat(invoice)
                .hasLine("Suite", "2018-01-15", "2018-04-01", "306")
                .hasTotals("306", "58", "364"));
    }

    @Test
    void addsNothingWhenTheSameDayIsRunAgain() {
        var contract = given.contract(Terms.monthly("2016-05-01"));
        given.change(given.subscription(contract, "Suite"), "2016-05-01", 10, "12.00");
        bill("2016-05-02");
        var allocations = allocations(contract);

        bill("2016-05-02");
        nextInvoiceOn(contract, "2016-05-02");
        bill("2016-05-02");

        assertThat(of(contract)).hasSize(1);
        assertThat(allocations(contract)).isEqualTo(allocations);
    }

    /** Nobody gives four seats back for days that were never billed with ten. */
    @Test
    void netsWhatIsOpenForTheSameDaysInsteadOfWaivingTheReductionOnItsOwn() {
        var contract = given.contract(Terms.monthly("2016-01-01").until("2016-06-15"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2016-01-01", 10, "10.00", false);
        given.change(suite, "2016-03-10", -4, "10.00", false);
        for (var day : List.of("01-02", "02-02", "03-02", "04-02", "05-02", "06-02", "06-16")) {
            bill("2016-" + day);
        }
        jdbc.sql("update billing_contract set end_date = null, next_invoice_date = '2016-07-02' where id = :id")
                .param("id", contract)
                .update();

        bill("2016-07-02");

        var billed = of(contract);
        assertThat(billed.get(billed.size() - 1))
                .hasLines(2)
                .hasLine("Suite", "2016-06-15", "2016-07-01", "32.00")
                .hasLine("Suite", "2016-07-01", "2016-08-01", "60.00");
    }

    /** A change came back into billing while the run worked with what it had read before. */
    @Test
    void aRunThatReadASettlementBeforeItWasSetBackLeavesItSetBack() {
        var contract = given.contract(Terms.monthly("2016-01-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2016-01-01", 10, "10.00");
        var late = given.change(suite, "2016-01-11", 5, "10.00");
        archive(late, "ARCHIVED");
        bill("2016-01-02");
        bill("2016-02-02");
        var read = allocations.of(List.of(contract));

        archive(late, "ACTIVE");
        transaction.executeWithoutResult(status -> allocations.settle(read));
        bill("2016-03-02");

        var billed = of(contract);
        assertThat(billed.get(billed.size() - 1))
                .hasLine("Suite", "2016-01-11", "2016-02-01", "33.87")
                .hasLine("Suite", "2016-02-01", "2016-03-01", "50.00");
    }

    private void archive(UUID change, String status) {
        LedgerFixture.bill(jdbc, change, status, "Because");
    }

    @Test
    void billsALateEntryForEachCycleThatItTouches() {
        var contract = given.contract(Terms.monthly("2016-06-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2016-06-01", 10, "30.00");
        bill("2016-06-02");
        bill("2016-07-02");
        given.change(suite, "2016-06-16", 1, "30.00");

        bill("2016-08-02");

        assertThat(of(contract).get(2))
                .hasLines(3)
                .hasLine("Suite", "2016-06-16", "2016-07-01", "15.00")
                .hasLine("Suite", "2016-07-01", "2016-08-01", "30.00")
                .hasLine("Suite", "2016-08-01", "2016-09-01", "330.00");
    }

    @Test
    void creditsAReductionAndWaivesOneMadeWithoutRefund() {
        var contract = given.contract(Terms.monthly("2016-06-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2016-06-01", 10, "30.00");
        bill("2016-06-02");
        given.change(suite, "2016-06-16", -2, "30.00");
        var unrefunded = given.change(suite, "2016-06-21", -1, "30.00", false);

        bill("2016-07-02");

        assertThat(of(contract).get(1))
                .hasLines(2)
                .hasLine("Suite", "2016-06-16", "2016-07-01", "-30.00")
                .hasLine("Suite", "2016-07-01", "2016-08-01", "210.00");
        assertThat(jdbc.sql(
                                "select a.waive_reason from allocation a join license_change c on c.subscription_id = a.subscription_id and a.changes @> c.sequence where c.id = :change and a.state = 'WAIVED'")
                        .param("change", unrefunded)
                        .query(String.class)
                        .list())
                .containsExactly("Not credited: the change was made without refund");
    }

    @Test
    void leavesMoreThanOneUnbilledCycleToAPersonOldestFirst() {
        var contract = given.contract(Terms.monthly("2016-01-01"));
        given.change(given.subscription(contract, "Suite"), "2016-01-01", 10, "12.00");

        bill("2016-03-02");

        assertThat(of(contract)).hasSize(3).allSatisfy(draft -> {
            assertThat(draft).hasStatus("DRAFT").hasLines(1).hasTotals("120.00", "22.80", "142.80");
            assertThat(draft.reviewReason())
                    .startsWith("catch-up: more than one cycle is billed at once")
                    .contains("(3 cycles of contract CON-");
            assertThat(draft.number()).isNull();
        });
    }

    @Test
    void skipsTheCyclesThatTheNextInvoiceDateWasMovedPast() {
        var contract = given.contract(Terms.monthly("2016-01-01").nextOn("2016-03-02"));
        given.change(given.subscription(contract, "Suite"), "2016-01-15", 10, "12.00");

        bill("2016-03-02");

        assertThat(of(contract)).singleElement().satisfies(invoice -> assertThat(invoice)
                .hasStatus("BILLED")
                .hasLines(1)
                .hasLine("Suite", "2016-03-01", "2016-04-01", "120.00"));
    }

    @Test
    void setsAnUnpricedSubscriptionAsideAndBillsTheRest() {
        var contract = given.contract(Terms.monthly("2016-02-01"));
        given.change(given.subscription(contract, "Priced"), "2016-02-01", 1, "12.00");
        var unpriced = given.subscription(contract, "Unpriced");
        given.change(unpriced, "2016-02-01", 5, null);

        var run = bill("2016-02-02");

        assertThat(runs.setAside(run)).isEqualTo(1);
        assertThat(reason(run, contract))
                .contains("SUB-" + unpriced.toString().substring(0, 13), "has no price in EUR, though the price list");
        assertThat(of(contract)).singleElement().satisfies(invoice -> assertThat(invoice)
                .hasStatus("BILLED")
                .hasLines(1)
                .hasLine("Priced", "2016-02-01", "2016-03-01", "12.00"));
    }

    @Test
    void setsAContractAsideInEachRunUntilItsSubscriptionFitsItsCurrency() {
        var contract = given.contract(Terms.monthly("2016-02-01"));
        var foreign = given.subscription(contract, "Foreign");
        jdbc.sql("update billing_contract set currency = 'USD' where id = :id")
                .param("id", contract)
                .update();
        given.change(foreign, "2016-02-01", 5, "12.00");
        jdbc.sql("update billing_contract set currency = 'EUR' where id = :id")
                .param("id", contract)
                .update();

        var first = bill("2016-02-02");
        var second = bill("2016-03-02");

        assertThat(List.of(first, second)).allSatisfy(run -> {
            assertThat(runs.setAside(run)).isEqualTo(1);
            assertThat(reason(run, contract)).contains("is priced in USD but its contract bills in EUR");
        });
        assertThat(of(contract)).isEmpty();
    }

    @Test
    void billsAnUnpricedSubscriptionFromItsStartOnceItsPriceIsEntered() {
        var contract = given.contract(Terms.monthly("2016-02-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2016-02-01", 5, null);
        bill("2016-02-02");
        given.change(suite, "2016-02-01", 0, "10.00");

        bill("2016-03-02");

        assertThat(of(contract)).singleElement().satisfies(invoice -> assertThat(invoice)
                .hasLines(2)
                .hasLine("Suite", "2016-02-01", "2016-03-01", "50.00")
                .hasLine("Suite", "2016-03-01", "2016-04-01", "50.00"));
    }

    @Test
    void billsNoSubscriptionThatIsNotBillableAndShowsItWithoutAPrice() {
        var contract = given.contract(Terms.monthly("2016-02-01"));
        given.change(given.subscription(contract, "Bundle"), "2016-02-01", 1, "12.00");
        var shown = given.subscription(contract, "Shown part");
        given.change(shown, "2016-02-01", 4, "99.00");
        var hidden = given.subscription(contract, "Hidden part");
        given.change(hidden, "2016-02-01", 4, "99.00");
        jdbc.sql(
                        "update subscription set billable = false, show_on_invoice = (id = :shown) where id in (:shown, :hidden)")
                .param("shown", shown)
                .param("hidden", hidden)
                .update();

        bill("2016-02-02");

        assertThat(of(contract)).singleElement().satisfies(invoice -> assertThat(invoice)
                .hasLines(2)
                .hasLine("Shown part", "2016-02-01", "2016-03-01", "0.00")
                .hasTotals("12.00", "2.28", "14.28"));
    }

    @Test
    void setsABrokenContractAsideAndBillsTheOthersOfItsChunk() {
        var broken = given.contract(Terms.monthly("2016-09-01"));
        var suite = given.subscription(broken, "Suite");
        given.change(suite, "2016-09-01", 999_999_999, "99999999999.00");
        var sound = given.contract(Terms.monthly("2016-09-01"));
        given.change(given.subscription(sound, "Suite"), "2016-09-01", 1, "12.00");

        var run = bill("2016-09-02");

        assertThat(of(sound)).singleElement().satisfies(invoice -> assertThat(invoice)
                .hasStatus("BILLED"));
        assertThat(of(broken)).isEmpty();
        assertThat(runs.setAside(run)).isEqualTo(1);
        assertThat(reason(run, broken))
                .startsWith("Contract " + number(broken) + " could not be written, and nothing of it was billed: ")
                .contains("numeric field overflow", "and the next run bills it");
    }

    @Test
    void setsAContractAsideWhoseCustomerHasNoAddress() {
        var contract = given.contract(Terms.monthly("2016-10-01"));
        given.change(given.subscription(contract, "Suite"), "2016-10-01", 1, "12.00");
        jdbc.sql("update customer set city = '' where id = (select customer_id from billing_contract where id = :id)")
                .param("id", contract)
                .update();

        var run = bill("2016-10-02");

        assertThat(of(contract)).isEmpty();
        assertThat(reason(run, contract))
                .contains("has no complete address; add street, postal code, city and country");
    }

    @Test
    void leavesAnAuditEntryOfEachInvoiceThatItBilledByItself() {
        var contract = given.contract(Terms.monthly("2016-11-01"));
        given.change(given.subscription(contract, "Suite"), "2016-11-01", 10, "12.00");

        bill("2016-11-02");

        var billed = of(contract).get(0);
        assertThat(audit.of(billed.number())).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("invoice-billed");
            assertThat(entry.details())
                    .containsEntry("total", billed.total().toString())
                    .containsEntry("contract", billed.contractNumber());
        });
    }

    @Test
    void keepsWhereALineComesFrom() {
        var contract = given.contract(Terms.arrears("2018-01-01", 3));
        given.change(given.subscription(contract, "Suite"), "2018-01-15", 10, "12.00");

        bill("2018-04-02");

        var explanation = jdbc.sql(
                        """
                        select l.proof #>> '{changes,0,parts,0,workings}' from invoice_line l
                        join invoice i on i.id = l.invoice_id
                        where i.billing_contract_id = :contract
                        """)
                .param("contract", contract)
                .query(String.class)
                .single();
        assertThat(explanation).isEqualTo("17/31 + 2");
    }

    private void endOn(UUID contract, LocalDate end) {
        change(contract, end, BillingContractTerms.Proration.DEFAULT);
    }

    private void change(UUID contract, LocalDate end, BillingContractTerms.Proration rule) {
        var now = contracts.get(contract);
        var terms = new BillingContractTerms(
                now.name(),
                now.startDate(),
                end,
                now.frequencyMonths(),
                BillingContractTerms.BillingPolicy.valueOf(now.billingPolicy()),
                rule,
                now.billingOffsetDays(),
                null,
                now.paymentTermsDays(),
                now.currency(),
                now.priceListId(),
                now.allowConversion(),
                now.taxRate(),
                now.taxName(),
                now.taxService(),
                BillingContractTerms.ProcessRefunds.valueOf(now.processRefunds()),
                now.isDefault(),
                now.billingContact(),
                now.billingEmail(),
                now.moreRecipients(),
                now.language(),
                null,
                now.toggles());
        contracts.change(now.number(), terms, now.version());
    }

    private void nextInvoiceOn(UUID contract, String day) {
        jdbc.sql("update billing_contract set next_invoice_date = cast(:day as date) where id = :id")
                .param("day", day)
                .param("id", contract)
                .update();
    }

    private List<String> allocations(UUID contract) {
        return jdbc.sql(
                        """
                        select a.period::text || a.amount || a.state from allocation a
                        join invoice i on i.id = a.invoice_id
                        where i.billing_contract_id = :contract
                        order by 1
                        """)
                .param("contract", contract)
                .query(String.class)
                .list();
    }
}
