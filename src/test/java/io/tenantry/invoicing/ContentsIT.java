package io.tenantry.invoicing;

import static io.tenantry.invoicing.InvoiceAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tenantry.charge.Discounts;
import io.tenantry.charge.NewDiscount;
import io.tenantry.charge.NewNonRecurringItem;
import io.tenantry.charge.NonRecurringItems;
import io.tenantry.invoicing.LedgerFixture.Terms;
import io.tenantry.pricing.ExchangeRates;
import io.tenantry.pricing.NewExchangeRate;
import io.tenantry.shared.BusinessCalendar;
import io.tenantry.shared.Conflict;
import io.tenantry.shared.Money;
import io.tenantry.shared.Paging;
import io.tenantry.tax.NewTaxRate;
import io.tenantry.tax.TaxServices;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What an invoice holds beside its subscriptions at their prices. */
class ContentsIT extends BillingScenario {

    @Autowired
    private Previews previews;

    @Autowired
    private NonRecurringItems items;

    @Autowired
    private Discounts discounts;

    @Autowired
    private TaxServices taxServices;

    @Autowired
    private ExchangeRates exchangeRates;

    @Autowired
    private QuarantinedLines quarantine;

    @Autowired
    private CreditNotes creditNotes;

    @Autowired
    private BusinessCalendar calendar;

    @Test
    void anItemIsBilledOnceOnTheNextInvoiceOnOrAfterItsDay() {
        var contract = contractWithSuite("2004-01-01");
        var early = items.add(number(contract), item("Set-up", 2, "149.90", "10", "2004-01-02"));
        var later = items.add(number(contract), item("Training", 1, "100.00", "0", "2004-01-20"));

        bill("2004-01-02");
        bill("2004-02-02");
        bill("2004-03-02");

        var billed = of(contract);
        assertThat(billed.get(0)).hasLines(2).hasLine("Suite", "2004-01-01", "2004-02-01", "120.00");
        assertThat(billed.get(0).lines().get(1)).satisfies(line -> {
            assertThat(line.kind()).isEqualTo("NON_RECURRING");
            assertThat(line.description()).isEqualTo("Set-up: On site (−10 %)");
            assertThat(line.quantity()).isEqualTo(2);
            assertThat(line.amount()).isEqualTo(Money.of("269.82", "EUR"));
        });
        assertThat(billed.get(1)).hasLines(2);
        assertThat(billed.get(2)).hasLines(1);
        assertThat(items.get(early.number()).status()).isEqualTo("BILLED");
        assertThat(items.get(early.number()).invoiceReference())
                .isEqualTo(billed.get(0).number());
        assertThat(items.get(later.number()).invoiceReference())
                .isEqualTo(billed.get(1).number());
    }

    @Test
    void theDatabaseBillsNoItemTwiceAndAVoidedDraftMakesItOwedAgain() {
        var contract = contractWithSuite("2004-01-01");
        var item = items.add(number(contract), item("Set-up", 1, "50.00", "0", "2004-01-02"));
        bill("2004-02-02");
        var drafts = of(contract);

        assertThatThrownBy(() -> jdbc.sql(
                                "insert into non_recurring_item_allocation (item_id, invoice_id, position) values (:item, :invoice, 9)")
                        .param("item", item.id())
                        .param("invoice", drafts.get(1).id())
                        .update())
                .hasMessageContaining("non_recurring_item_billed_once");
        assertThatThrownBy(() -> jdbc.sql("update non_recurring_item set unit_price = 1 where id = :item")
                        .param("item", item.id())
                        .update())
                .hasMessageContaining("it stands on an invoice");
        invoices.voidDraft(drafts.get(0).reference(), drafts.get(0).version(), "again");
        assertThat(items.get(item.number()).status()).isEqualTo("OPEN");

        bill("2004-03-02");

        assertThat(items.get(item.number()).status()).isEqualTo("BILLED");
    }

    @Test
    void anExpiredItemIsBilledNoMore() {
        var contract = contractWithSuite("2004-01-01");
        items.add(
                number(contract),
                new NewNonRecurringItem(
                        "Offer",
                        null,
                        null,
                        null,
                        1,
                        Money.of("50.00", "EUR"),
                        BigDecimal.ZERO,
                        true,
                        LocalDate.parse("2004-01-10"),
                        LocalDate.parse("2004-02-02")));

        bill("2004-01-02");
        bill("2004-02-02");

        assertThat(of(contract)).allSatisfy(invoice -> assertThat(invoice).hasLines(1));
    }

    @Test
    void theNearestDiscountIsTakenOffTheRoundedLinesOnceForEachTaxGroup() {
        var contract = given.contract(Terms.monthly("2004-01-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2004-01-01", 1, "33.33");
        given.change(given.subscription(contract, "Second"), "2004-01-01", 1, "66.66");
        var special = given.subscription(contract, "Special");
        given.change(special, "2004-01-01", 1, "100.00");
        grant(contract, "Partner", "7.5", null);
        grant(contract, "Special offer", "50", "SUB-" + special.toString().substring(0, 13));

        bill("2004-01-02");

        var invoice = of(contract).get(0);
        assertThat(invoice).hasLines(5);
        assertThat(invoice.lines().subList(3, 5))
                .extracting(InvoiceView.Line::kind, InvoiceView.Line::description, line -> line.amount()
                        .amount())
                .containsExactlyInAnyOrder(
                        tuple("DISCOUNT", "Partner (−7.5 %)", new BigDecimal("-7.50")),
                        tuple("DISCOUNT", "Special offer (−50 %)", new BigDecimal("-50.00")));
        assertThat(invoice.net()).isEqualTo(Money.of("142.49", "EUR"));
        assertThat(invoice.tax()).isEqualTo(Money.of("27.07", "EUR"));
    }

    @Test
    void aCreditIsDiscountedAsItsChargeWas() {
        var contract = given.contract(Terms.monthly("2004-01-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2004-01-01", 10, "31.00");
        var january = grant(contract, "January", "10", null);
        bill("2004-01-02");
        discounts.end(number(contract), january, LocalDate.parse("2004-02-01"), 0);
        given.change(suite, "2004-01-21", -10, "31.00");
        given.change(suite, "2004-01-25", 10, "31.00");

        bill("2004-02-02");

        var second = of(contract).get(1);
        assertThat(second)
                .hasLine("Suite", "2004-01-21", "2004-02-01", "-110.00")
                .hasLine("Suite", "2004-01-25", "2004-02-01", "70.00")
                .hasLine("Suite", "2004-02-01", "2004-03-01", "310.00")
                .hasLine("January (−10 %)", "2004-01-21", "2004-02-01", "4.00");
    }

    /**
     * Ten seats of a product with 10 % off and 7 % tax cost 279.00 in January. On the 21st they become another product,
     * with 20 % off and 19 %, and on the 25th they go: 70.00 less the 7.00 that they did not cost, and 7 % of that.
     */
    @Test
    void aCreditIsDiscountedAndTaxedAsTheProductThatItsCycleWasBilledFor() {
        var contract = given.contract(Terms.monthly("2004-01-01"));
        var suite = given.subscription(contract, "Suite");
        var phone = given.subscription(contract, "Phone");
        var code = "T" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        taxServices.open(code, "RATE_BASED", new TaxServices.Description("Germany", false));
        enter(code, "STANDARD", "19");
        enter(code, "REDUCED", "7");
        taxedBy(contract, code);
        reduced(suite);
        grantOnProduct(contract, "Suites", "10", suite);
        grantOnProduct(contract, "Phones", "20", phone);
        given.change(suite, "2004-01-01", 10, "31.00");
        given.change(phone, "2004-01-01", 5, "31.00");
        bill("2004-01-02");

        given.productOf(phone, suite, "2004-01-21", "31.00");
        given.change(suite, "2004-01-25", -10, "31.00");
        given.change(suite, "2004-02-01", 2, "31.00");
        bill("2004-02-02");

        assertThat(of(contract).get(0))
                .hasLine("Suites (−10 %)", "2004-01-01", "2004-02-01", "-31.00")
                .hasLine("Phones (−20 %)", "2004-01-01", "2004-02-01", "-31.00")
                .hasTotals("403.00", "43.09", "446.09");
        assertThat(of(contract).get(1))
                .hasLines(5)
                .hasLine("Suite", "2004-01-25", "2004-02-01", "-70.00")
                .hasLine("Suites (−10 %)", "2004-01-25", "2004-02-01", "7.00")
                .hasLine("Suite", "2004-02-01", "2004-03-01", "62.00")
                .hasLine("Phone", "2004-02-01", "2004-03-01", "155.00")
                .hasLine("Phones (−20 %)", "2004-02-01", "2004-03-01", "-43.40")
                .hasTotals("110.60", "28.57", "139.17");
    }

    /** Entered late for a day on which the product was still the old one, with the product of now on its row. */
    @Test
    void aLateEntryIsDiscountedAsTheProductOfItsCycle() {
        var contract = given.contract(Terms.monthly("2004-01-01"));
        var suite = given.subscription(contract, "Suite");
        var phone = given.subscription(contract, "Phone");
        grantOnProduct(contract, "Suites", "10", suite);
        given.change(suite, "2004-01-01", 10, "31.00");
        bill("2004-01-02");

        given.productOf(phone, suite, "2004-02-01", "31.00");
        given.change(suite, "2004-01-22", 2, "31.00");
        bill("2004-02-02");

        assertThat(of(contract).get(1))
                .hasLines(3)
                .hasLine("Suite", "2004-01-22", "2004-02-01", "20.00")
                .hasLine("Suites (−10 %)", "2004-01-22", "2004-02-01", "-2.00")
                .hasLine("Suite", "2004-02-01", "2004-03-01", "372.00");
    }

    @Test
    void aCycleThatIsInvoicedGetsNoDiscountEvenWhereTheNextInvoiceDateWasSetBack() {
        var contract = contractWithSuite("2004-01-01");
        bill("2004-01-02");
        jdbc.sql("update billing_contract set next_invoice_date = '2004-01-02' where id = :id")
                .param("id", contract)
                .update();

        assertThatThrownBy(() -> grant(contract, "Partner", "10", null))
                .hasMessageContaining("before 2004-02-01 are invoiced");
    }

    @Test
    void aRateBasedServiceTaxesEachGroupOnce() {
        var code = "T" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        taxServices.open(code, "RATE_BASED", new TaxServices.Description("Germany", false));
        enter(code, "STANDARD", "19");
        enter(code, "REDUCED", "7");
        var contract = given.contract(Terms.monthly("2004-01-01"));
        given.change(given.subscription(contract, "Standard"), "2004-01-01", 1, "305.81");
        var reduced = given.subscription(contract, "Reduced");
        given.change(reduced, "2004-01-01", 1, "10.05");
        taxedBy(contract, code);
        reduced(reduced);

        bill("2004-01-02");

        var invoice = of(contract).get(0);
        assertThat(invoice.taxes())
                .extracting(
                        tax -> tax.rate().stripTrailingZeros().toPlainString(),
                        tax -> tax.tax().amount().toPlainString())
                .containsExactly(tuple("19", "58.10"), tuple("7", "0.70"));
        assertThat(invoice.total()).isEqualTo(Money.of("374.66", "EUR"));
    }

    /**
     * 100.00 of January, billed at 19 %: with 16 % from the 1st, entered on the 23rd, their credit would be 116.00 of
     * 119.00. Once the invoice is credited the rate is changed, and the month is billed with 116.00.
     */
    @Test
    void aTaxRateIsNotChangedBackwardsOverWhatIsBilled() {
        var code = "T" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        taxServices.open(code, "RATE_BASED", new TaxServices.Description("Germany", false));
        enter(code, "STANDARD", "19");
        var old = taxServices.rates(code).get(0).id();
        var contract = given.contract(Terms.monthly("2004-01-01"));
        given.change(given.subscription(contract, "Suite"), "2004-01-01", 1, "100.00");
        taxedBy(contract, code);
        bill("2004-01-02");
        var january = of(contract).get(0);

        assertThat(january).hasTotals("100.00", "19.00", "119.00");
        assertThatThrownBy(() -> taxServices.end(code, old, LocalDate.parse("2004-01-01")))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("Invoice " + january.number() + " is taxed at the rate 19 % (STANDARD) for DE")
                .hasMessageContaining("in force on 2004-01-31")
                .hasMessageContaining("change the rate from 2004-02-01 on");
        enter(code, "REDUCED", "7");
        region(contract, "NW");
        assertThatThrownBy(() -> enterOf(code, "NW", "16", "2004-01-01"))
                .as("the nearer rate would count")
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("Invoice " + january.number());

        creditNotes.issue(
                String.valueOf(january.number()),
                january.version(),
                new CreditNotes.Wanted("Other rate", null, CreditNotes.Afterwards.BILL_AGAIN));
        taxServices.end(code, old, LocalDate.parse("2004-01-01"));
        enterOf(code, "NW", "16", "2004-01-01");
        bill("2004-01-02");

        assertThat(of(contract).get(2)).hasTotals("100.00", "16.00", "116.00");
        letNothingGoOut();
    }

    /** The law changes the rate from a day to come: what is billed beyond that day already does not hold it up. */
    @Test
    void aTaxRateIsChangedFromADayToComeThoughAYearIsBilledBeyondIt() {
        var today = calendar.today();
        var code = "T" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        taxServices.open(code, "RATE_BASED", new TaxServices.Description("Germany", false));
        enter(code, "STANDARD", "19");
        var old = taxServices.rates(code).get(0).id();
        var contract = given.contract(Terms.advance(today.toString(), 12));
        given.change(given.subscription(contract, "Suite"), today.toString(), 1, "100.00");
        taxedBy(contract, code);
        bill(today.plusDays(1).toString());
        assertThat(of(contract)).hasSize(1);

        assertThatThrownBy(() -> taxServices.end(code, old, today)).isInstanceOf(Conflict.class);
        taxServices.end(code, old, today.plusDays(3));

        assertThat(taxServices.rates(code))
                .singleElement()
                .satisfies(rate -> assertThat(rate.valid().to()).isEqualTo(today.plusDays(3)));
        letNothingGoOut();
    }

    @Test
    void anUnknownCountrySetsTheContractAsideUntilTheServiceKnowsIt() {
        var code = "T" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        taxServices.open(code, "RATE_BASED", new TaxServices.Description("France only", false));
        taxServices.enter(
                code,
                new NewTaxRate("STANDARD", "FR", null, "S", new BigDecimal("20"), "TVA", null, LocalDate.EPOCH, null));
        var contract = contractWithSuite("2004-01-01");
        taxedBy(contract, code);

        var run = bill("2004-01-02");

        assertThat(of(contract)).isEmpty();
        assertThat(reason(run, contract)).contains("has no rate for DE", "add one, or let the service sell overseas");

        taxServices.change(code, new TaxServices.Description("France and overseas", true), 0);
        bill("2004-01-02");

        assertThat(of(contract).get(0).taxes()).singleElement().satisfies(tax -> {
            assertThat(tax.category()).isEqualTo("O");
            assertThat(tax.exemptionReason()).isEqualTo("Not subject to tax");
        });
    }

    @Test
    void anExternalServiceWithoutAnEngineSetsTheContractAside() {
        var code = "T" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        taxServices.open(code, "EXTERNAL", new TaxServices.Description("Elsewhere", false));
        var contract = contractWithSuite("2004-01-01");
        taxedBy(contract, code);

        var run = bill("2004-01-02");

        assertThat(of(contract)).isEmpty();
        assertThat(reason(run, contract)).contains(code);
    }

    @Test
    void aForeignPriceIsConvertedAtTheRateOfEachCyclesStartAndRoundedOnce() {
        var contract = foreignContract("2009-01-01", "CHF");
        rate("CHF", "2009-01-01", "0.6543");
        rate("CHF", "2009-02-01", "0.6789");

        bill("2009-01-02");
        bill("2009-02-02");

        assertThat(of(contract).get(0)).hasLine("Foreign", "2009-01-01", "2009-02-01", "26.13");
        assertThat(of(contract).get(1)).hasLine("Foreign", "2009-02-01", "2009-03-01", "27.12");
        assertThat(proof(of(contract).get(0)))
                .contains("\"rate\":\"0.6543\"", "\"validFrom\":\"2009-01-01\"", "\"source\":\"ECB\"");
        assertThat(of(contract).get(0).total().currency().getCurrencyCode()).isEqualTo("EUR");
    }

    @Test
    void withoutARateTheLineIsQuarantinedAndTheRestOfTheInvoiceGoesOn() {
        var contract = foreignContract("2009-01-01", "SEK");
        given.change(given.subscription(contract, "Domestic"), "2009-01-01", 1, "12.00");

        var run = bill("2009-01-02");

        assertThat(of(contract)).singleElement().satisfies(invoice -> assertThat(invoice)
                .hasStatus("BILLED")
                .hasLines(1)
                .hasLine("Domestic", "2009-01-01", "2009-02-01", "12.00"));
        assertThat(reason(run, contract)).contains("no exchange rate from SEK to EUR", "cycle from 2009-01-01");
        assertThat(open(contract)).singleElement().satisfies(line -> {
            assertThat(line.code()).isEqualTo("CURRENCY_REJECTED");
            assertThat(line.owner()).isEqualTo("billing-manager");
            assertThat(line.period().from()).isEqualTo(LocalDate.parse("2009-01-01"));
        });

        rate("SEK", "2009-01-01", "0.1");
        rate("SEK", "2009-02-01", "0.2");
        bill("2009-02-02");

        assertThat(of(contract).get(1))
                .hasLines(3)
                .hasLine("Foreign", "2009-01-01", "2009-02-01", "3.99")
                .hasLine("Foreign", "2009-02-01", "2009-03-01", "7.99");
        assertThat(open(contract)).isEmpty();
        assertThat(all(contract)).singleElement().satisfies(line -> assertThat(line.closedHow())
                .isEqualTo("SETTLED"));
    }

    @Test
    void aPriceInTheContractsOwnCurrencyEndsTheConversionToo() {
        var contract = foreignContract("2009-01-01", "NOK");
        bill("2009-01-02");
        var foreign = subscriptionOf(contract);
        given.change(foreign, "2009-02-01", 0, "20.00");

        bill("2009-02-02");

        assertThat(of(contract)).singleElement().satisfies(invoice -> assertThat(invoice)
                .hasLines(1)
                .hasLine("Foreign", "2009-02-01", "2009-03-01", "40.00"));
        assertThat(open(contract))
                .singleElement()
                .satisfies(line -> assertThat(line.period().from()).isEqualTo(LocalDate.parse("2009-01-01")));
    }

    @Test
    void aPriceThatNoItemBacksIsAWriteInThatWaitsForAPerson() {
        var contract = contractWithSuite("2004-01-01");
        var bare = given.subscription(contract, "Bare");
        given.change(bare, "2004-01-01", 2, "10.00");
        jdbc.sql("delete from price_list_item where product_id = (select product_id from subscription where id = :id)")
                .param("id", bare)
                .update();

        bill("2004-01-02");

        var draft = of(contract).get(0);
        assertThat(draft).hasStatus("DRAFT").hasLines(2).hasLine("Bare", "2004-01-01", "2004-02-01", "20.00");
        assertThat(draft.lines())
                .extracting(InvoiceView.Line::kind)
                .containsExactlyInAnyOrder("FULL_CYCLE", "WRITE_IN");
        assertThat(draft.reviewReason()).contains("write-in");
        assertThat(open(contract)).isEmpty();
    }

    @Test
    void aUnitThatIsNotMappedIsQuarantined() {
        var contract = contractWithSuite("2004-01-01");
        jdbc.sql("alter table license_change disable trigger license_change_is_written_once")
                .update();
        jdbc.sql("update license_change set sales_unit = null where subscription_id = :id")
                .param("id", subscriptionOf(contract))
                .update();
        jdbc.sql("alter table license_change enable trigger license_change_is_written_once")
                .update();

        bill("2004-01-02");

        assertThat(of(contract)).isEmpty();
        assertThat(open(contract)).singleElement().satisfies(line -> {
            assertThat(line.code()).isEqualTo("UNIT_REJECTED");
            assertThat(line.reason()).contains("Please provide a valid Sales Unit.");
        });
    }

    @Test
    void whatAPersonClosedStaysClosedAndIsBilledAllTheSameOnceRepaired() {
        var contract = foreignContract("2009-01-01", "PLN");
        bill("2009-01-02");
        var line = open(contract).get(0);

        quarantine.close(line.id(), "Free for now", line.version());
        bill("2009-02-02");

        assertThat(open(contract))
                .extracting(open -> open.period().from())
                .containsExactly(LocalDate.parse("2009-02-01"));
        rate("PLN", "2009-01-01", "0.25");
        rate("PLN", "2009-02-01", "0.25");
        rate("PLN", "2009-03-01", "0.25");
        bill("2009-03-02");

        assertThat(of(contract).get(0)).hasLines(3).hasLine("Foreign", "2009-01-01", "2009-02-01", "9.99");
    }

    @Test
    void yenHaveNoDecimalsAndDinarsThree() {
        var yen = given.contract(Terms.monthly("2004-01-01").in("JPY"));
        given.change(given.subscription(yen, "Yen"), "2004-01-18", 3, "1000");
        var dinars = given.contract(Terms.monthly("2004-01-01").in("KWD"));
        given.change(given.subscription(dinars, "Dinar"), "2004-01-18", 3, "1.000");

        bill("2004-01-02");
        bill("2004-02-02");

        assertThat(of(yen).get(0))
                .hasLine("Yen", "2004-01-18", "2004-02-01", "1355")
                .hasLine("Yen", "2004-02-01", "2004-03-01", "3000");
        assertThat(of(yen).get(0).tax().amount()).isEqualByComparingTo("827");
        assertThat(of(dinars).get(0))
                .hasLine("Dinar", "2004-01-18", "2004-02-01", "1.355")
                .hasLine("Dinar", "2004-02-01", "2004-03-01", "3.000");
        assertThat(of(dinars).get(0).tax().amount()).isEqualByComparingTo("0.827");
    }

    @Test
    void aPreviewShowsTheSameContents() {
        var contract = contractWithSuite("2004-01-01");
        items.add(number(contract), item("Set-up", 1, "50.00", "0", "2004-01-02"));
        grant(contract, "Partner", "10", null);

        var preview = previews.preview(number(contract), LocalDate.parse("2004-01-02"));
        bill("2004-01-02");

        var invoice = of(contract).get(0);
        assertThat(preview.drafts()).singleElement().satisfies(draft -> {
            assertThat(draft.lines())
                    .extracting(line -> line.kind() + " " + line.amount())
                    .isEqualTo(invoice.lines().stream()
                            .map(line -> line.kind() + " " + line.amount())
                            .toList());
            assertThat(draft.total()).isEqualTo(invoice.total());
        });
    }

    @Test
    void documentsSpeakTheContractsLanguageElseTheCustomers() {
        var own = contractWithSuite("2004-01-01");
        var customers = contractWithSuite("2004-01-01");
        jdbc.sql("update billing_contract set language = 'en' where id = :id")
                .param("id", own)
                .update();
        jdbc.sql("update billing_contract set language = null where id = :id")
                .param("id", customers)
                .update();
        jdbc.sql(
                        "update customer set language = 'de' where id in (select customer_id from billing_contract where id in (:one, :other))")
                .param("one", own)
                .param("other", customers)
                .update();

        bill("2004-01-02");

        assertThat(of(own).get(0).language()).isEqualTo("en");
        assertThat(of(customers).get(0).language()).isEqualTo("de");
    }

    private UUID contractWithSuite(String start) {
        var contract = given.contract(Terms.monthly(start));
        given.change(given.subscription(contract, "Suite"), start, 10, "12.00");
        return contract;
    }

    /** Two seats at 19.97 a month in another currency than the contract's, which allows to convert. */
    private UUID foreignContract(String start, String currency) {
        var contract = given.contract(Terms.monthly(start));
        var foreign = given.subscription(contract, "Foreign");
        currency(contract, currency);
        given.change(foreign, start, 2, "19.97");
        currency(contract, "EUR");
        jdbc.sql("update billing_contract set allow_conversion = true where id = :id")
                .param("id", contract)
                .update();
        return contract;
    }

    private void currency(UUID contract, String currency) {
        jdbc.sql("update billing_contract set currency = :currency where id = :id")
                .param("currency", currency)
                .param("id", contract)
                .update();
    }

    private UUID subscriptionOf(UUID contract) {
        return jdbc.sql("select id from subscription where billing_contract_id = :id")
                .param("id", contract)
                .query(UUID.class)
                .single();
    }

    private void reduced(UUID subscription) {
        jdbc.sql(
                        "update product set tax_category = 'REDUCED' where id = (select product_id from subscription where id = :id)")
                .param("id", subscription)
                .update();
    }

    private void grantOnProduct(UUID contract, String name, String percent, UUID subscription) {
        var part = jdbc.sql("select provider_part_number from subscription where id = :id")
                .param("id", subscription)
                .query(String.class)
                .single();
        discounts.grant(
                number(contract),
                new NewDiscount(
                        name,
                        new BigDecimal(percent),
                        "partner-center",
                        part,
                        null,
                        LocalDate.parse("2004-01-01"),
                        null));
    }

    private void taxedBy(UUID contract, String code) {
        jdbc.sql(
                        "update billing_contract set tax_service_id = (select id from tax_service where code = :code) where id = :id")
                .param("code", code)
                .param("id", contract)
                .update();
    }

    private void enter(String code, String category, String rate) {
        taxServices.enter(
                code,
                new NewTaxRate(category, "DE", null, "S", new BigDecimal(rate), "USt", null, LocalDate.EPOCH, null));
    }

    private void enterOf(String code, String region, String rate, String from) {
        taxServices.enter(
                code,
                new NewTaxRate(
                        "STANDARD", "DE", region, "S", new BigDecimal(rate), "USt", null, LocalDate.parse(from), null));
    }

    private void region(UUID contract, String region) {
        jdbc.sql(
                        "update customer set region = :region where id = (select customer_id from billing_contract where id = :id)")
                .param("region", region)
                .param("id", contract)
                .update();
    }

    private void rate(String from, String day, String rate) {
        exchangeRates.enter(new NewExchangeRate(from, "EUR", LocalDate.parse(day), new BigDecimal(rate), "ECB"));
    }

    private UUID grant(UUID contract, String name, String percent, @Nullable String subscription) {
        return discounts
                .grant(
                        number(contract),
                        new NewDiscount(
                                name,
                                new BigDecimal(percent),
                                null,
                                null,
                                subscription,
                                LocalDate.parse("2004-01-01"),
                                null))
                .id();
    }

    private static NewNonRecurringItem item(String name, int quantity, String price, String discount, String day) {
        return new NewNonRecurringItem(
                name,
                name.equals("Set-up") ? "On site" : null,
                null,
                null,
                quantity,
                Money.of(price, "EUR"),
                new BigDecimal(discount),
                true,
                LocalDate.parse(day),
                null);
    }

    private String proof(InvoiceView invoice) {
        return jdbc.sql("select proof::text from invoice_line where invoice_id = :id and position = 1")
                .param("id", invoice.id())
                .query(String.class)
                .single();
    }

    private List<QuarantinedLineView> open(UUID contract) {
        return quarantine
                .list(new QuarantinedLines.Filter(number(contract), null, null, true), Paging.first())
                .items();
    }

    private List<QuarantinedLineView> all(UUID contract) {
        return quarantine
                .list(new QuarantinedLines.Filter(number(contract), null, null, null), Paging.first())
                .items();
    }

    @Override
    List<InvoiceView> of(UUID contract) {
        return super.of(contract).stream()
                .filter(invoice -> !invoice.status().equals("VOID"))
                .sorted(Comparator.comparing(invoice -> invoice.period().from()))
                .toList();
    }
}
