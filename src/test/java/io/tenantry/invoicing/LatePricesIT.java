package io.tenantry.invoicing;

import static io.tenantry.invoicing.InvoiceAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.invoicing.LedgerFixture.Terms;
import io.tenantry.pricing.CurrencyPair;
import io.tenantry.pricing.ExchangeRates;
import io.tenantry.pricing.NewExchangeRate;
import io.tenantry.shared.Conflict;
import io.tenantry.shared.Money;
import io.tenantry.shared.Paging;
import io.tenantry.subscription.Correction;
import io.tenantry.subscription.LicenseChanges;
import io.tenantry.subscription.Subscriptions;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is owed once a price is known that was missing or wrong. */
class LatePricesIT extends BillingScenario {

    @Autowired
    private Subscriptions subscriptions;

    @Autowired
    private LicenseChanges changes;

    @Autowired
    private ExchangeRates exchangeRates;

    @Autowired
    private QuarantinedLines quarantine;

    @Autowired
    private ChangeLogInvoices changeLogs;

    @Autowired
    private CreditNotes notes;

    @Autowired
    private Proofs proofs;

    @Test
    void whatIsAddedBeforeThePriceIsKnownCostsFromItsOwnDayOn() {
        var contract = given.contract(Terms.monthly("2005-01-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2005-01-01", 10, null);
        given.change(suite, "2005-01-20", 5, null);
        bill("2005-01-02");
        bill("2005-02-02");

        price(suite, "12.00");
        bill("2005-03-02");

        var invoice = of(contract).get(0);
        assertThat(of(contract)).hasSize(1);
        assertThat(invoice)
                .hasLines(3)
                .hasLine("Suite", "2005-01-01", "2005-02-01", "143.23")
                .hasLine("Suite", "2005-02-01", "2005-03-01", "180.00")
                .hasLine("Suite", "2005-03-01", "2005-04-01", "180.00");
        assertThat(invoice.lines().get(2).kind()).isEqualTo("FULL_CYCLE");
        assertThat(invoice.lines().get(2).quantity()).isEqualTo(15);
        assertThat(open(contract)).isEmpty();

        bill("2005-04-02");

        assertThat(of(contract).get(1)).hasLines(1).hasLine("Suite", "2005-04-01", "2005-05-01", "180.00");
    }

    @Test
    void whatIsGivenBackBeforeThePriceIsKnownCostsUpToThatDay() {
        var contract = given.contract(Terms.monthly("2005-01-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2005-01-01", 10, null);
        given.change(suite, "2005-01-20", -4, null);
        bill("2005-01-02");

        price(suite, "12.00");
        bill("2005-02-02");

        assertThat(of(contract)).singleElement().satisfies(invoice -> assertThat(invoice)
                .hasLines(2)
                .hasLine("Suite", "2005-01-01", "2005-02-01", "101.42")
                .hasLine("Suite", "2005-02-01", "2005-03-01", "72.00"));
    }

    @Test
    void whatIsOutOfBillingStaysOutWhenThePriceIsKnown() {
        var contract = given.contract(Terms.monthly("2005-01-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2005-01-01", 10, null);
        var gift = given.change(suite, "2005-01-20", 5, null);
        changes.archive("LCL-" + gift.toString().substring(0, 13), "A gift");
        bill("2005-01-02");

        price(suite, "12.00");
        bill("2005-02-02");

        assertThat(of(contract)).singleElement().satisfies(invoice -> assertThat(invoice)
                .hasLines(2)
                .hasLine("Suite", "2005-01-01", "2005-02-01", "120.00")
                .hasLine("Suite", "2005-02-01", "2005-03-01", "120.00"));
    }

    /** Ten seats are billed at 10.00, then at 12.00; five more stay away meanwhile and owe 50.00 and 60.00. */
    @Test
    void whatComesBackIntoBillingOwesItsShareOfAPriceThatWasBilledWithoutIt() {
        var contract = given.contract(Terms.monthly("2005-01-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2005-01-01", 10, "10.00");
        var away = "LCL-"
                + given.change(suite, "2005-01-01", 5, "10.00").toString().substring(0, 13);
        changes.archive(away, "Perhaps a gift");
        bill("2005-01-02");
        given.change(suite, "2005-02-01", 0, "12.00");
        bill("2005-02-02");

        changes.unarchive(away, "No gift");
        bill("2005-03-02");

        assertThat(of(contract).get(1)).hasLines(1).hasLine("Suite", "2005-02-01", "2005-03-01", "120.00");
        assertThat(of(contract).get(2))
                .hasLines(3)
                .hasLine("Suite", "2005-01-01", "2005-02-01", "50.00")
                .hasLine("Suite", "2005-02-01", "2005-03-01", "60.00")
                .hasLine("Suite", "2005-03-01", "2005-04-01", "180.00");
        assertThat(of(contract)).allSatisfy(invoice -> assertThat(invoice.lines())
                .allSatisfy(line -> assertThat(proofs.check(String.valueOf(invoice.number()), line.position())
                                .equal())
                        .isTrue()));
    }

    /** A quarter: 300.00; five more from 16 January 125.81; two more a seat from February 60.00: 485.81 in all. */
    @Test
    void aChangeThatWasArchivedByMistakeIsWhereItWasWhenItComesBack() {
        var contract = given.contract(Terms.advance("2005-01-01", 3));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2005-01-01", 10, "10.00");
        bill("2005-01-02");
        var more = "LCL-"
                + given.change(suite, "2005-01-16", 5, "10.00").toString().substring(0, 13);
        given.change(suite, "2005-02-01", 0, "12.00");
        changeLogs.issue(number(contract), LocalDate.parse("2005-02-02"));

        changes.archive(more, "A slip");
        changes.unarchive(more, "It was a slip");
        var log = of(contract).get(1);
        notes.issue(
                String.valueOf(log.number()),
                log.version(),
                new CreditNotes.Wanted(
                        "Wrong address", Set.of(lineOf(log, "60.00")), CreditNotes.Afterwards.BILL_AGAIN));
        bill("2005-04-02");

        assertThat(of(contract).stream()
                        .flatMap(invoice -> invoice.lines().stream())
                        .filter(line -> line.servicePeriod().from().isBefore(LocalDate.parse("2005-04-01")))
                        .map(line -> line.amount().amount())
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("485.81");
    }

    private static int lineOf(InvoiceView invoice, String amount) {
        return invoice.lines().stream()
                .filter(line -> line.amount().amount().compareTo(new BigDecimal(amount)) == 0)
                .findFirst()
                .orElseThrow()
                .position();
    }

    @Test
    void theDatabaseKeepsTheOrderOfEntry() {
        var contract = given.contract(Terms.monthly("2005-01-01"));
        var change = given.change(given.subscription(contract, "Suite"), "2005-01-01", 10, "10.00");

        assertThatThrownBy(() -> jdbc.sql("update license_change set entry = 1 where id = :id")
                        .param("id", change)
                        .update())
                .hasMessageContaining("keeps its place in the order of entry");
    }

    @Test
    void aPriceCountsForWhatWasEnteredForAnEarlierDayToo() {
        var contract = given.contract(Terms.monthly("2005-01-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2005-01-20", 10, null);
        given.change(suite, "2005-01-01", 5, null);
        bill("2005-01-02");

        price(suite, "12.00");
        bill("2005-02-02");

        assertThat(of(contract)).singleElement().satisfies(invoice -> assertThat(invoice)
                .hasLines(2)
                .hasLine("Suite", "2005-01-01", "2005-02-01", "106.45")
                .hasLine("Suite", "2005-02-01", "2005-03-01", "180.00"));
    }

    @Test
    void anIncludedPartShowsNoSeatsThatAreOutOfBilling() {
        var contract = given.contract(Terms.monthly("2005-01-01"));
        given.change(given.subscription(contract, "Bundle"), "2005-01-01", 1, "50.00");
        var part = given.subscription(contract, "Part");
        given.change(part, "2005-01-01", 3, null);
        var mistake = given.change(part, "2005-01-01", 4, null);
        changes.archive("LCL-" + mistake.toString().substring(0, 13), "Entered twice");
        jdbc.sql("update subscription set billable = false where id = :id")
                .param("id", part)
                .update();

        bill("2005-01-02");

        assertThat(of(contract).get(0).lines())
                .filteredOn(line -> line.description().equals("Part"))
                .singleElement()
                .satisfies(line -> assertThat(line.quantity()).isEqualTo(3));
    }

    @Test
    void aPriceThatEndsAConversionIsToldFromTheConvertedOne() {
        var contract = given.contract(Terms.monthly("2006-01-01"));
        var suite = given.subscription(contract, "Suite");
        inForeign(contract, suite, "RON");
        rate("RON", "2006-01-01", "0.92");
        rate("RON", "2006-02-01", "0.92");
        bill("2006-01-02");
        bill("2006-02-02");
        given.change(suite, "2006-01-01", 0, "9.00");

        bill("2006-03-02");

        assertThat(of(contract).get(0)).hasLine("Suite", "2006-01-01", "2006-02-01", "920.00");
        assertThat(of(contract).get(1)).hasLine("Suite", "2006-02-01", "2006-03-01", "920.00");
        assertThat(of(contract).get(2))
                .hasLines(3)
                .hasLine("Suite", "2006-01-01", "2006-02-01", "-20.00")
                .hasLine("Suite", "2006-02-01", "2006-03-01", "-20.00")
                .hasLine("Suite", "2006-03-01", "2006-04-01", "900.00");
        assertThat(open(contract)).isEmpty();
    }

    @Test
    void aCycleWaitsWhileTheRateOfAPriceThatItsChangesAreToldFromIsMissing() {
        var contract = given.contract(Terms.monthly("2006-01-01"));
        var suite = given.subscription(contract, "Suite");
        inForeign(contract, suite, "CZK");
        given.change(suite, "2006-02-10", 0, "9.00");
        given.change(suite, "2006-02-01", 0, "9.50");
        bill("2006-01-02");

        bill("2006-02-02");

        assertThat(of(contract)).isEmpty();
        assertThat(open(contract))
                .filteredOn(line -> line.period().from().equals(LocalDate.parse("2006-02-01")))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.code()).isEqualTo("CURRENCY_REJECTED");
                    assertThat(line.reason()).contains("was priced in CZK before", "no exchange rate from CZK to EUR");
                });

        rate("CZK", "2006-01-01", "0.92");
        rate("CZK", "2006-02-01", "0.92");
        bill("2006-03-02");

        assertThat(of(contract)).singleElement().satisfies(invoice -> assertThat(invoice)
                .hasLine("Suite", "2006-01-01", "2006-02-01", "920.00")
                .hasLine("Suite", "2006-02-01", "2006-03-01", "920.00")
                .hasLine("Suite", "2006-02-10", "2006-03-01", "-13.57")
                .hasLine("Suite", "2006-02-01", "2006-03-01", "9.64")
                .hasLine("Suite", "2006-03-01", "2006-04-01", "900.00"));
        assertThat(open(contract)).isEmpty();
    }

    @Test
    void noRateIsEnteredUnderACycleThatIsBilledWithAnother() {
        var contract = given.contract(Terms.monthly("2006-01-01"));
        inForeign(contract, given.subscription(contract, "Suite"), "DKK");
        rate("DKK", "2005-12-20", "0.90");
        bill("2006-01-02");

        assertThatThrownBy(() -> rate("DKK", "2005-12-31", "0.92"))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("The cycle from 2006-01-01 is billed with the rate DKK→EUR")
                .hasMessageContaining("enter it from 2006-01-02 on");
        assertThatThrownBy(() -> rate("DKK", "2006-01-01", "0.92")).isInstanceOf(Conflict.class);
        assertThatCode(() -> rate("DKK", "2005-12-20", "0.90")).doesNotThrowAnyException();
        rate("DKK", "2005-12-01", "0.89");
        rate("DKK", "2006-01-02", "0.92");

        var invoice = of(contract).get(0);
        assertThat(invoice).hasLine("Suite", "2006-01-01", "2006-02-01", "900.00");
        assertThat(exchangeRates.on(new CurrencyPair("DKK", "EUR"), LocalDate.parse("2006-01-01")))
                .hasValueSatisfying(rate -> assertThat(rate.rate()).isEqualByComparingTo("0.90"));
    }

    private void price(UUID subscription, String price) {
        subscriptions.correct(
                "SUB-" + subscription.toString().substring(0, 13),
                new Correction("MONTHLY", null, null, Money.of(price, "EUR"), "The offer says so"),
                null);
    }

    /** A hundred seats at 10 a month in another currency than the contract's, which allows to convert. */
    private void inForeign(UUID contract, UUID subscription, String currency) {
        var set = jdbc.sql(
                "update billing_contract set currency = :currency, allow_conversion = true where id = :contract");
        set.param("currency", currency).param("contract", contract).update();
        given.change(subscription, "2006-01-01", 100, "10.00");
        jdbc.sql("update billing_contract set currency = 'EUR' where id = :contract")
                .param("contract", contract)
                .update();
    }

    private void rate(String from, String day, String rate) {
        exchangeRates.enter(new NewExchangeRate(from, "EUR", LocalDate.parse(day), new BigDecimal(rate), "ECB"));
    }

    private List<QuarantinedLineView> open(UUID contract) {
        return quarantine
                .list(new QuarantinedLines.Filter(number(contract), null, null, true), Paging.first())
                .items();
    }

    @Override
    List<InvoiceView> of(UUID contract) {
        return super.of(contract).stream()
                .sorted(Comparator.comparing(invoice -> invoice.period().from()))
                .toList();
    }
}
