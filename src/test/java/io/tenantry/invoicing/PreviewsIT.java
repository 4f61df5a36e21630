package io.tenantry.invoicing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.ScenarioTest;
import io.tenantry.invoicing.LedgerFixture.Terms;
import io.tenantry.invoicing.run.RunRegister;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class PreviewsIT extends ScenarioTest {

    @Autowired
    private Previews previews;

    @Autowired
    private BillingRuns runs;

    @Autowired
    private RunRegister register;

    @Autowired
    private Invoices invoices;

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

    static LongStream seeds() {
        return LongStream.range(1, 31);
    }

    /** Whatever the ledger: what a preview shows is what a run then writes, three times in a row. */
    @ParameterizedTest
    @MethodSource("seeds")
    void aPreviewIsWhatARunWrites(long seed) {
        var random = new Random(seed);
        var start = LocalDate.of(2013, 1, 1).plusDays(random.nextInt(365));
        var contract = given.contract(terms(random, start));
        var subscriptions = new ArrayList<UUID>();
        for (var count = 1 + random.nextInt(4); count > 0; count--) {
            subscriptions.add(given.subscription(contract, "Product " + count));
        }
        var asOf = start;

        for (var round = 0; round < 3; round++) {
            change(random, subscriptions, start);
            asOf = asOf.plusDays(1L + random.nextInt(150));
            var before = invoicesOf(contract);
            var previewed = previews.preview(number(contract), asOf);
            assertThat(invoicesOf(contract)).isEqualTo(before);

            bill(asOf);

            var written = invoicesOf(contract);
            written.removeAll(before);
            assertThat(written).as("seed %s as of %s", seed, asOf).isEqualTo(told(previewed));
            assertThat(newlySettled(contract)).containsExactlyInAnyOrderElementsOf(settles(previewed));
            assertThat(nextInvoiceDate(contract)).isEqualTo(previewed.nextInvoiceDate());
        }
    }

    @Test
    void aPreviewShowsLinesWaiversCyclesAndTheNextInvoiceDate() {
        var contract = given.contract(Terms.monthly("2013-06-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2013-06-01", 10, "30.00");
        bill(LocalDate.parse("2013-06-02"));
        given.change(suite, "2013-06-16", -2, "30.00");
        given.change(suite, "2013-06-21", -1, "30.00", false);

        var preview = previews.preview(number(contract), LocalDate.parse("2013-07-02"));

        assertThat(preview.outcome()).isEqualTo("INVOICED");
        assertThat(preview.nextInvoiceDate()).isEqualTo("2013-08-02");
        assertThat(preview.cycles()).extracting(ContractPreview.Cycle::number).containsExactly(1);
        var draft = preview.drafts().get(0);
        assertThat(draft.lines())
                .extracting(line -> line.servicePeriod().from() + " " + line.amount())
                .containsExactly("2013-06-16 -30.00 EUR", "2013-07-01 210.00 EUR");
        assertThat(draft.total()).hasToString("214.20 EUR");
        assertThat(draft.waivers()).singleElement().satisfies(waived -> {
            assertThat(waived.amount()).hasToString("-10.00 EUR");
            assertThat(waived.reason()).isEqualTo("Not credited: the change was made without refund");
        });
    }

    @Test
    void aPreviewSaysWhyNothingWouldBeBilled() {
        var contract = given.contract(Terms.monthly("2013-06-01"));
        given.change(given.subscription(contract, "Suite"), "2013-06-01", 10, null);

        assertThat(previews.preview(number(contract), LocalDate.parse("2013-05-31")))
                .satisfies(early -> {
                    assertThat(early.outcome()).isEqualTo("NOTHING_DUE");
                    assertThat(early.reason()).isEqualTo("Nothing is billed before the next invoice date, 2013-06-02");
                });
        assertThat(previews.preview(number(contract), LocalDate.parse("2013-06-02")))
                .satisfies(unpriced -> {
                    assertThat(unpriced.outcome()).isEqualTo("SET_ASIDE");
                    assertThat(unpriced.heldBack())
                            .singleElement()
                            .satisfies(line -> assertThat(line.period().from()).isEqualTo("2013-06-01"));
                    assertThat(unpriced.reason()).contains("has no price in EUR, though the price list");
                });
        given.close();
        assertThat(previews.preview(number(contract), LocalDate.parse("2013-06-02"))
                        .reason())
                .endsWith("is not active and bills no more; open a new one for its subscriptions");
    }

    @Test
    void aPreviewOfNoContractOrOfADayThatNobodyMeansIsRefused() {
        var contract = given.contract(Terms.monthly("2013-06-01"));

        assertThatThrownBy(() -> previews.preview("BC-NONE", LocalDate.parse("2013-06-02")))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> previews.preview(number(contract), LocalDate.parse("9999-12-31")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("9999-12-31 is more than 10 years ahead");
    }

    @Test
    void theApiPreviewsForWhoeverMayRead() {
        var contract = given.contract(Terms.monthly("2013-06-01"));
        given.change(given.subscription(contract, "Suite"), "2013-06-01", 10, "12.00");

        var preview = as("auditor")
                .get()
                .uri("/api/v1/billing-contracts/" + number(contract) + "/preview?asOf=2013-06-02")
                .retrieve()
                .body(JsonNode.class);

        assertThat(preview.at("/drafts/0/lines/0/amount/amount").decimalValue()).isEqualByComparingTo("120.00");
        assertThat(preview.at("/drafts/0/total/amount").decimalValue()).isEqualByComparingTo("142.80");
    }

    private static Terms terms(Random random, LocalDate start) {
        var months = List.of(1, 1, 3, 6, 12).get(random.nextInt(5));
        return random.nextBoolean() ? Terms.advance(start.toString(), months) : Terms.arrears(start.toString(), months);
    }

    /** Purchases, reductions with and without refund, and changes of price; early, late, and in the future. */
    private void change(Random random, List<UUID> subscriptions, LocalDate start) {
        for (var suite : subscriptions) {
            var effective = start.plusDays(random.nextInt(400) - 20).toString();
            var held = jdbc.sql("select quantity from subscription where id = :id")
                    .param("id", suite)
                    .query(Integer.class)
                    .single();
            var delta = held == 0 ? 1 + random.nextInt(20) : random.nextInt(held + 5) - held / 2;
            var price = new BigDecimal(500 + random.nextInt(5_000)).movePointLeft(2);
            given.change(suite, effective, delta, price.toPlainString(), random.nextBoolean());
        }
    }

    private void bill(LocalDate asOf) {
        var run = register.open(asOf, "test");
        runs.selectDueContracts(run);
        runs.checkContracts(run);
        while (runs.invoiceNextChunk(run)) {}
    }

    /** All invoices of a contract in words, the oldest cycle first. */
    private List<String> invoicesOf(UUID contract) {
        var wanted = new InvoiceFilter(null, null, number(contract), null, false);
        return invoices.list(wanted, new Paging(0, 200)).items().stream()
                .sorted(Comparator.comparing(InvoiceView::reference))
                .map(PreviewsIT::told)
                .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
    }

    private static String told(InvoiceView invoice) {
        var lines = invoice.lines().stream()
                .map(line -> told(
                        line.kind(),
                        line.subscriptionNumber(),
                        line.changeNumber(),
                        line.servicePeriod(),
                        line.quantity() + " × "
                                + line.unitPrice().amount().stripTrailingZeros().toPlainString() + " × " + line.share()
                                + " = " + line.amount()))
                .toList();
        return invoice.kind() + " " + invoice.period() + " " + invoice.net() + " + " + invoice.tax() + " = "
                + invoice.total() + " " + invoice.reviewReason() + " " + lines + " "
                + invoice.taxes().stream()
                        .map(tax ->
                                tax.rate().stripTrailingZeros().toPlainString() + tax.name() + tax.net() + tax.tax())
                        .toList();
    }

    private static List<String> told(ContractPreview preview) {
        return preview.drafts().stream().map(PreviewsIT::told).toList();
    }

    private static String told(ContractPreview.Draft draft) {
        var lines = draft.lines().stream()
                .map(line -> told(
                        line.kind(),
                        line.subscriptionNumber(),
                        line.changeNumber(),
                        line.servicePeriod(),
                        line.quantity() + " × "
                                + rounded(line.unitPrice().amount())
                                        .stripTrailingZeros()
                                        .toPlainString() + " × "
                                + line.share() + " = " + line.amount()))
                .toList();
        return draft.kind() + " " + draft.period() + " " + draft.net() + " + " + draft.tax() + " = " + draft.total()
                + " " + draft.reviewReason() + " " + lines + " "
                + draft.taxes().stream()
                        .map(tax ->
                                tax.rate().stripTrailingZeros().toPlainString() + tax.name() + tax.net() + tax.tax())
                        .toList();
    }

    /** The line keeps six decimals of its unit price, for people. */
    private static BigDecimal rounded(BigDecimal unitPrice) {
        return unitPrice.setScale(6, java.math.RoundingMode.HALF_UP);
    }

    private static String told(String kind, String subscription, String change, Object period, String amount) {
        return kind + " " + subscription + " " + change + " " + period + " " + amount;
    }

    private List<String> settles(ContractPreview preview) {
        var settled = new ArrayList<String>();
        for (var draft : preview.drafts()) {
            draft.lines()
                    .forEach(line -> line.settles().forEach(one -> settled.add(one.changeNumber() + one.period())));
            draft.waivers().forEach(one -> settled.add(one.changeNumber() + one.period()));
        }
        preview.waivers().forEach(one -> settled.add(one.changeNumber() + one.period()));
        return settled;
    }

    private final List<String> known = new ArrayList<>();

    private List<String> newlySettled(UUID contract) {
        var all = new ArrayList<>(jdbc.sql(
                        """
                        select g.number || '[' || lower(a.period) || ', ' || upper(a.period) || ')'
                        from allocation a
                        join subscription s on s.id = a.subscription_id
                        join license_change g on g.subscription_id = s.id and g.sequence <@ a.changes
                        where s.billing_contract_id = :contract and a.live
                        """)
                .param("contract", contract)
                .query(String.class)
                .list());
        all.removeAll(known);
        known.addAll(all);
        return all;
    }

    private LocalDate nextInvoiceDate(UUID contract) {
        return jdbc.sql("select next_invoice_date from billing_contract where id = :id")
                .param("id", contract)
                .query(LocalDate.class)
                .single();
    }

    private static String number(UUID contract) {
        return "CON-" + contract.toString().substring(0, 13);
    }
}
