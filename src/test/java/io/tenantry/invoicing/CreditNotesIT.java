package io.tenantry.invoicing;

import static io.tenantry.invoicing.InvoiceAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.audit.AuditTrail;
import io.tenantry.charge.Discounts;
import io.tenantry.charge.NewDiscount;
import io.tenantry.contract.BillingContracts;
import io.tenantry.invoicing.CreditNotes.Afterwards;
import io.tenantry.invoicing.CreditNotes.Wanted;
import io.tenantry.invoicing.LedgerFixture.Terms;
import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;

class CreditNotesIT extends BillingScenario {

    private static final Wanted ALL_AGAIN = new Wanted("wrong price", null, Afterwards.BILL_AGAIN);

    @Autowired
    private CreditNotes creditNotes;

    @Autowired
    private BillingContracts contracts;

    @Autowired
    private Discounts discounts;

    @Autowired
    private AuditTrail audit;

    @AfterEach
    void leaveNothingGoingOut() {
        letNothingGoOut();
    }

    @Test
    void mirrorsTheInvoiceAndBillsItsCycleAgain() {
        var contract = contractWithTwo("2017-01-01");
        bill("2017-01-02");
        var invoice = only(contract);

        var note = creditNotes.issue(invoice.number(), invoice.version(), ALL_AGAIN);

        assertThat(note)
                .isFor("2017-01-01", "2017-02-01")
                .hasStatus("BILLED")
                .hasLines(2)
                .hasLine("Suite", "2017-01-01", "2017-02-01", "-120.00")
                .hasLine("Phone", "2017-01-01", "2017-02-01", "-62.00")
                .hasTotals("-182.00", "-34.58", "-216.58");
        assertThat(note.number()).startsWith("CRN-");
        assertThat(note.correctsInvoice()).isEqualTo(invoice.number());
        assertThat(note.correctionReason()).isEqualTo("wrong price");
        assertThat(note.issuedOn()).isEqualTo(note.dueOn());
        var corrected = invoices.get(invoice.number());
        assertThat(corrected).hasStatus("BILLED");
        assertThat(corrected.balance())
                .isEqualTo(new InvoiceView.Balance(eur("216.58"), eur("0.00"), eur("0.00"), List.of(note.number())));
        assertThat(audit.of(invoice.number()))
                .anySatisfy(entry -> assertThat(entry.action()).isEqualTo("invoice-credited"));

        bill("2017-01-02");
        bill("2017-01-02");

        assertThat(of(contract)).hasSize(3);
        assertThat(of(contract).get(2))
                .isFor("2017-01-01", "2017-02-01")
                .hasStatus("BILLED")
                .hasTotals("182.00", "34.58", "216.58");
        assertThat(nextInvoiceOf(contract)).isEqualTo("2017-02-02");
    }

    @Test
    void billsTheCreditedCycleAtTheRightPriceOnceTheLedgerIsCorrected() {
        var contract = given.contract(Terms.monthly("2017-02-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2017-02-01", 10, "12.00");
        bill("2017-02-02");
        var invoice = only(contract);

        creditNotes.issue(invoice.number(), invoice.version(), ALL_AGAIN);
        given.change(suite, "2017-02-01", 0, "10.00");
        bill("2017-02-02");

        assertThat(of(contract).get(2).net()).isEqualTo(eur("100.00"));
    }

    /** 310.00 that were billed to a wrong address: the note would give them back, and no run would bill them again. */
    @Test
    void creditsNothingToBeBilledAgainOnAContractThatBillsNoMore() {
        var contract = given.contract(Terms.monthly("2017-01-01"));
        given.change(given.subscription(contract, "Suite"), "2017-01-01", 10, "31.00");
        bill("2017-01-02");
        var invoice = only(contract);
        deactivate(contract);

        assertThatThrownBy(() -> creditNotes.issue(invoice.number(), invoice.version(), ALL_AGAIN))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Contract " + number(contract) + " is INACTIVE and bills no more")
                .hasMessageContaining("invoice " + invoice.number() + " would never be billed again")
                .hasMessageContaining("credit it with WAIVE");
        assertThat(of(contract)).hasSize(1);
        assertThat(invoices.get(invoice.number()).balance().open()).isEqualTo(eur("368.90"));

        var note = creditNotes.issue(
                invoice.number(), invoice.version(), new Wanted("wrong address", null, Afterwards.WAIVE));

        assertThat(note).hasTotals("-310.00", "-58.90", "-368.90");
    }

    @Test
    void saysOfAVoidedDraftThatItsContractBillsItNoMore() {
        var contract = given.contract(Terms.monthly("2017-01-01"));
        given.change(given.subscription(contract, "Suite"), "2017-01-01", 10, "31.00");
        bill("2017-02-02");
        var january = of(contract).get(0);
        assertThat(january).hasStatus("DRAFT");
        deactivate(contract);

        invoices.voidDraft(january.reference(), january.version(), "wrong address");

        assertThat(audit.of(january.reference()))
                .filteredOn(entry -> entry.action().equals("invoice-voided"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.reason())
                        .isEqualTo("wrong address; contract " + number(contract)
                                + " is INACTIVE and bills no more: what the draft held is not billed again"));
    }

    @Test
    void creditsSingleLinesAndNeverMoreThanIsLeft() {
        var contract = contractWithTwo("2017-03-01");
        bill("2017-03-02");
        var invoice = only(contract);
        var phone = position(invoice, "Phone");
        var suite = position(invoice, "Suite");

        var first = creditNotes.issue(
                invoice.number(), invoice.version(), new Wanted("not used", Set.of(phone), Afterwards.BILL_AGAIN));

        assertThat(first).hasLines(1).hasTotals("-62.00", "-11.78", "-73.78");
        var half = invoices.get(invoice.number());
        assertThat(half.balance().open()).isEqualTo(eur("142.80"));
        assertThatThrownBy(() -> creditNotes.issue(
                        half.number(), half.version(), new Wanted("again", Set.of(phone), Afterwards.BILL_AGAIN)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("what is left is " + suite);

        var rest = creditNotes.issue(half.number(), half.version(), ALL_AGAIN);

        assertThat(rest).hasLines(1).hasTotals("-120.00", "-22.80", "-142.80");
        var all = invoices.get(invoice.number());
        assertThat(all.balance().open()).isEqualTo(eur("0.00"));
        assertThatThrownBy(() -> creditNotes.issue(all.number(), all.version(), ALL_AGAIN))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("was credited by " + first.number() + ", " + rest.number() + " already");

        bill("2017-03-02");

        assertThat(of(contract).get(3)).hasLines(2).hasTotals("182.00", "34.58", "216.58");
    }

    @Test
    void creditsADiscountedLineWithItsDiscountAndTheOthersThatItIsTakenOff() {
        var contract = contractWithTwo("2018-03-01");
        var third = given.subscription(contract, "Special");
        given.change(third, "2018-03-01", 1, "50.00");
        discounts.grant("CON-" + contract.toString().substring(0, 13), discount("10", null));
        discounts.grant(
                "CON-" + contract.toString().substring(0, 13),
                discount("20", "SUB-" + third.toString().substring(0, 13)));
        bill("2018-03-02");
        var invoice = only(contract);
        var own = Set.of(position(invoice, "Special"), position(invoice, "Partner (−20 %)"));

        assertThatThrownBy(() -> creditNotes.issue(
                        invoice.number(),
                        invoice.version(),
                        new Wanted("not used", Set.of(position(invoice, "Phone")), Afterwards.BILL_AGAIN)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("belong together, because a discount");
        var note = creditNotes.issue(
                invoice.number(), invoice.version(), new Wanted("not used", own, Afterwards.BILL_AGAIN));

        assertThat(note).hasLines(2).hasTotals("-40.00", "-7.60", "-47.60");
        var left = invoices.get(invoice.number());
        assertThat(creditNotes.issue(left.number(), left.version(), ALL_AGAIN))
                .hasLines(3)
                .hasTotals("-163.80", "-31.12", "-194.92");
    }

    @Test
    void leavesUnbilledWhatIsWaivedWithTheReason() {
        var contract = contractWithTwo("2017-04-01");
        bill("2017-04-02");
        var invoice = only(contract);

        var note =
                creditNotes.issue(invoice.number(), invoice.version(), new Wanted("goodwill", null, Afterwards.WAIVE));
        nextInvoiceOn(contract, "2017-04-02");
        bill("2017-04-02");

        assertThat(of(contract)).hasSize(2);
        assertThat(jdbc.sql(
                                """
                                select state || ': ' || waive_reason from allocation
                                where invoice_id = :note and live
                                """)
                        .param("note", note.id())
                        .query(String.class)
                        .list())
                .hasSize(2)
                .containsOnly("WAIVED: Credited with " + invoice.number() + ": goodwill");
    }

    @Test
    void showsWhatIsToBeRefundedOfAPaidInvoice() {
        var contract = contractWithTwo("2017-05-01");
        bill("2017-05-02");
        var number = only(contract).number();
        invoices.recordPayment(number, eur("216.58"), "pi_whole_" + number);
        var paid = invoices.get(number);
        assertThat(paid).hasStatus("PAID");

        creditNotes.issue(
                number, paid.version(), new Wanted("not used", Set.of(position(paid, "Phone")), Afterwards.BILL_AGAIN));

        assertThat(invoices.get(number)).hasStatus("PAID");
        assertThat(invoices.get(number).balance().toRefund()).isEqualTo(eur("73.78"));
        assertThat(jdbc.sql("select to_refund from view_invoice_to_refund where number = :number")
                        .param("number", number)
                        .query(BigDecimal.class)
                        .single())
                .isEqualByComparingTo("73.78");
    }

    @Test
    void takesAPaymentThatComesAfterTheCreditAndOneThatIsTooMuch() {
        var contract = contractWithTwo("2017-06-01");
        bill("2017-06-02");
        var invoice = only(contract);
        creditNotes.issue(
                invoice.number(),
                invoice.version(),
                new Wanted("not used", Set.of(position(invoice, "Phone")), Afterwards.WAIVE));

        invoices.recordPayment(invoice.number(), eur("142.80"), "pi_rest_" + invoice.number());
        assertThat(invoices.get(invoice.number())).hasStatus("PAID");
        invoices.recordPayment(invoice.number(), eur("10.00"), "pi_more_" + invoice.number());

        var after = invoices.get(invoice.number());
        assertThat(after).hasStatus("PAID");
        assertThat(after.paid()).isEqualTo(eur("152.80"));
        assertThat(after.balance().toRefund()).isEqualTo(eur("10.00"));
    }

    @Test
    void refusesWhatIsNoBilledInvoice() {
        var contract = contractWithTwo("2017-07-01");
        bill("2017-08-02");
        var draft = of(contract).get(0);
        assertThatThrownBy(() -> creditNotes.issue(draft.reference(), draft.version(), ALL_AGAIN))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("a draft is voided");

        var other = contractWithTwo("2017-07-01");
        bill("2017-07-02");
        var invoice = only(other);
        assertThatThrownBy(() -> creditNotes.issue(
                        invoice.number(), invoice.version(), new Wanted(" ", null, Afterwards.BILL_AGAIN)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Say why");
        assertThatThrownBy(() -> creditNotes.issue(invoice.number(), invoice.version() + 1, ALL_AGAIN))
                .isInstanceOf(Stale.class);
        assertThatThrownBy(() -> creditNotes.issue(
                        invoice.number(), invoice.version(), new Wanted("x", Set.of(99), Afterwards.BILL_AGAIN)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("has not all of the lines [99] left to credit");
        var note = creditNotes.issue(invoice.number(), invoice.version(), ALL_AGAIN);
        assertThatThrownBy(() -> creditNotes.issue(note.number(), note.version(), ALL_AGAIN))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("is not corrected by another one");
        assertThatThrownBy(() -> invoices.recordPayment(note.number(), eur("1.00"), "pi_note_" + note.number()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("gives money back");
    }

    @Test
    void theDatabaseRefusesASecondCreditOfALineAndBalancesThatDoNotAddUp() {
        var contract = contractWithTwo("2017-09-01");
        bill("2017-09-02");
        var invoice = only(contract);
        var note = creditNotes.issue(invoice.number(), invoice.version(), ALL_AGAIN);
        invoices.recordPayment(invoice.number(), eur("5.00"), "pi_five_" + invoice.number());

        var forgeries = Map.of(
                "insert into credited_line values (:invoice, 1, :note, 1)", "credited_line_pkey",
                "insert into credited_line values (:invoice, 1, :note, 2)", "must mirror the line",
                "delete from credited_line where invoice_id = :invoice and :note is not null", "keeps what happened",
                "update credit_note set reason = 'x' where invoice_id = :note and :invoice is not null",
                        "keeps what happened",
                "delete from payment where invoice_id = :invoice and :note is not null", "keeps what happened",
                "update invoice set paid = 6 where id = :invoice and :note is not null", "are not what it says",
                "update invoice set credited = 0 where id = :invoice and :note is not null", "are not what it says",
                "update invoice set credited = 217 where id = :invoice and :note is not null",
                        "invoice_credited_at_most_once",
                "update invoice set corrects_invoice_id = null where id = :note and :invoice is not null",
                        "cannot be changed");
        forgeries.forEach((sql, refusal) -> assertThatThrownBy(() ->
                        transaction.executeWithoutResult(status -> jdbc.sql(sql.replace(":invoice is not null", "true")
                                        .replace(":note is not null", "true")
                                        .replace(":invoice", "'" + invoice.id() + "'")
                                        .replace(":note", "'" + note.id() + "'"))
                                .update()))
                .as(sql)
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining(refusal));
    }

    @Test
    void takesTheNumberOfItsOwnSeriesWithoutAGap() {
        var contract = contractWithTwo("2017-10-01");
        bill("2017-10-02");
        var invoice = only(contract);
        var before = lastNumber();

        transaction.executeWithoutResult(status -> {
            creditNotes.issue(invoice.number(), invoice.version(), ALL_AGAIN);
            status.setRollbackOnly();
        });
        assertThat(lastNumber()).isEqualTo(before);
        assertThat(invoices.get(invoice.number()).balance().creditNotes()).isEmpty();
        var note = creditNotes.issue(invoice.number(), invoice.version(), ALL_AGAIN);

        assertThat(note.number()).isEqualTo(String.format("CRN-%06d", before + 1));
    }

    @Test
    void isIssuedOverTheApiByWhoSawTheInvoice() {
        var contract = contractWithTwo("2017-11-01");
        bill("2017-11-02");
        var invoice = only(contract);
        var path = "/api/v1/invoices/" + invoice.number() + "/credit-notes";
        var body = Map.of("reason", "wrong price", "lines", List.of(position(invoice, "Phone")));

        var blind = as("billing").post().uri(path).body(body).retrieve().toEntity(String.class);
        var first = as("billing")
                .post()
                .uri(path)
                .header(HttpHeaders.IF_MATCH, "\"" + invoice.version() + "\"")
                .body(body)
                .retrieve()
                .toEntity(String.class);
        var second = as("billing")
                .post()
                .uri(path)
                .header(HttpHeaders.IF_MATCH, "\"" + invoice.version() + "\"")
                .body(body)
                .retrieve()
                .toEntity(String.class);

        assertThat(blind.getStatusCode().value()).isEqualTo(428);
        assertThat(first.getStatusCode().value()).isEqualTo(201);
        assertThat(first.getHeaders().getLocation()).asString().startsWith("/api/v1/invoices/CRN-");
        assertThat(first.getBody()).contains("\"correctsInvoice\":\"" + invoice.number() + "\"");
        assertThat(second.getStatusCode().value()).isEqualTo(412);
    }

    @Test
    void booksABankTransferOverTheApi() {
        var contract = contractWithTwo("2017-12-01");
        bill("2017-12-02");
        var number = only(contract).number();
        var path = "/api/v1/invoices/" + number + "/payments";
        var body = Map.of("amount", "100.00", "currency", "EUR", "reference", "bank " + number);

        var first = as("billing").post().uri(path).body(body).retrieve().toEntity(String.class);
        var repeat = as("billing").post().uri(path).body(body).retrieve().toEntity(String.class);
        var negative = as("billing")
                .post()
                .uri(path)
                .body(Map.of("amount", "-1.00", "currency", "EUR", "reference", "minus " + number))
                .retrieve()
                .toEntity(String.class);

        assertThat(first.getStatusCode().value()).isEqualTo(200);
        assertThat(repeat.getBody()).isEqualTo(first.getBody()).contains("PARTIALLY_PAID");
        assertThat(negative.getStatusCode().value()).isEqualTo(400);
        assertThat(invoices.get(number).balance().open()).isEqualTo(eur("116.58"));
    }

    private static NewDiscount discount(String percent, String subscription) {
        return new NewDiscount(
                "Partner", new BigDecimal(percent), null, null, subscription, LocalDate.parse("2018-03-01"), null);
    }

    private UUID contractWithTwo(String start) {
        var contract = given.contract(Terms.monthly(start));
        given.change(given.subscription(contract, "Suite"), start, 10, "12.00");
        given.change(given.subscription(contract, "Phone"), start, 2, "31.00");
        return contract;
    }

    private static int position(InvoiceView invoice, String description) {
        return invoice.lines().stream()
                .filter(line -> line.description().equals(description))
                .findFirst()
                .orElseThrow()
                .position();
    }

    private void deactivate(UUID contract) {
        contracts.deactivate(
                number(contract), "Moved", contracts.get(number(contract)).version());
    }

    private void nextInvoiceOn(UUID contract, String day) {
        jdbc.sql("update billing_contract set next_invoice_date = cast(:day as date) where id = :id")
                .param("day", day)
                .param("id", contract)
                .update();
    }

    private InvoiceView only(UUID contract) {
        var all = of(contract);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private long lastNumber() {
        return jdbc.sql("select last_number from invoice_series where kind = 'CREDIT_NOTE'")
                .query(Long.class)
                .single();
    }

    private static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }
}
