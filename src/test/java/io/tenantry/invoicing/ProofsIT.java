package io.tenantry.invoicing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.charge.Discounts;
import io.tenantry.charge.NewDiscount;
import io.tenantry.charge.NewNonRecurringItem;
import io.tenantry.charge.NonRecurringItems;
import io.tenantry.invoicing.LedgerFixture.Terms;
import io.tenantry.shared.Money;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Sha256;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ProofsIT extends BillingScenario {

    @Autowired
    private Proofs proofs;

    @Autowired
    private CreditNotes creditNotes;

    @Autowired
    private NonRecurringItems items;

    @Autowired
    private Discounts discounts;

    @Test
    void aLineSaysHowItsAmountCameAboutAndWhoIsBehindIt() {
        var contract = given.contract(Terms.arrears("2011-01-01", 3));
        given.change(given.subscription(contract, "Suite"), "2011-01-15", 10, "12.00");
        var run = bill("2011-04-02");

        var proof = proofs.get(last(contract).number(), 1);

        assertThat(proof.sentence()).isEqualTo("10 × 12.00 EUR × (17/31 + 2) months = 305.81 EUR");
        assertThat(proof.rule().name()).isEqualTo("ACTUAL_MONTH");
        assertThat(proof.rule().example()).endsWith("= 305.81 EUR");
        assertThat(proof.changes()).singleElement().satisfies(change -> {
            assertThat(change.actor()).isEqualTo("test");
            assertThat(change.reason()).isEqualTo("test");
            assertThat(change.effective()).isEqualTo("2011-01-15");
            assertThat(change.unitPrice()).isEqualTo("12.00 EUR");
        });
        assertThat(proof.businessKeys()).contains(run, last(contract).number());
        assertThat(proof.proof().path("exact").asText()).isEqualTo("9480/31");
        assertThat(kept(contract, "proof::text"))
                .satisfies(text -> assertThat(Sha256.of(text)).isEqualTo(proof.sha256()));
    }

    @Test
    void everyLineOfALongHistoryIsRecomputedTheSame() {
        var contract = given.contract(Terms.monthly("2011-01-31"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2011-01-31", 10, "30.00");
        bill("2011-02-01");
        given.change(suite, "2011-02-10", 5, "30.00");
        bill("2011-03-01");
        given.change(suite, "2011-03-05", 0, "33.00");
        given.change(suite, "2011-02-03", 1, "30.00");
        bill("2011-04-01");
        given.change(suite, "2011-04-07", -3, "33.00");
        given.change(suite, "2011-02-15", -1, "30.00");
        bill("2011-05-01");

        var lines = 0;
        for (var invoice : of(contract)) {
            for (var line : invoice.lines()) {
                assertThat(proofs.check(invoice.reference(), line.position()))
                        .as("%s of %s", line, invoice.reference())
                        .satisfies(check -> {
                            assertThat(check.differences()).isEmpty();
                            assertThat(check.equal()).isTrue();
                            assertThat(check.recomputedSha256()).isEqualTo(check.keptSha256());
                            assertThat(check.recomputed()).isEqualTo(line.amount());
                        });
                lines++;
            }
        }
        assertThat(lines).isGreaterThan(8);
    }

    @Test
    void aChangeThatWasArchivedSinceIsNamed() {
        var contract = given.contract(Terms.monthly("2011-01-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2011-01-01", 10, "12.00");
        var second = given.change(suite, "2011-01-01", 5, "12.00");
        bill("2011-01-02");

        archive(second, "Entered twice");

        var check = proofs.check(last(contract).reference(), 1);
        assertThat(check.equal()).isFalse();
        assertThat(check.amount()).hasToString("180.00 EUR");
        assertThat(check.recomputed()).hasToString("120.00 EUR");
        assertThat(check.differences())
                .anySatisfy(words -> assertThat(words).contains("is not billed any more: it was archived"))
                .anySatisfy(
                        words -> assertThat(words).matches("LCL-\\S+ was archived by auditor at \\S+: Entered twice"))
                .contains("The line amounts to 180.00 EUR, the ledger makes it 120.00 EUR");

        archive(
                jdbc.sql("select id from license_change where subscription_id = :suite and sequence = 1")
                        .param("suite", suite)
                        .query(UUID.class)
                        .single(),
                "No longer wanted");

        var nothing = proofs.check(last(contract).reference(), 1);
        assertThat(nothing.recomputed()).isNull();
        assertThat(nothing.differences()).anyMatch(words -> words.startsWith("Nothing of what the line bills"));
    }

    @Test
    void aLineThatWasTamperedWithIsFoundOut() {
        var contract = given.contract(Terms.monthly("2011-01-01"));
        given.change(given.subscription(contract, "Suite"), "2011-01-01", 10, "12.00");
        bill("2011-01-02");
        var key = last(contract).reference();

        tamper(contract, "amount = 999");
        assertThat(proofs.check(key, 1).differences())
                .containsExactly("The line amounts to 999.00 EUR, the ledger makes it 120.00 EUR");
        tamper(contract, "amount = 120, proof = replace(proof::text, '\"exact\":\"120\"', '\"exact\":\"999\"')::json");
        assertThat(proofs.check(key, 1).differences())
                .anyMatch(words -> words.startsWith("The kept proof is not the one that was written"))
                .contains("amount before rounding was 999 and is 120 now");
        tamper(contract, "proof_sha256 = sha256(convert_to(proof::text, 'UTF8'))");
        assertThat(proofs.check(key, 1).differences()).containsExactly("amount before rounding was 999 and is 120 now");
    }

    @Test
    void aLineOfACreditNoteIsComparedWithTheLineThatItTakesBack() {
        var contract = given.contract(Terms.monthly("2011-01-01"));
        given.change(given.subscription(contract, "Suite"), "2011-01-01", 10, "12.00");
        bill("2011-01-02");
        var billed = last(contract);
        var wanted = new CreditNotes.Wanted("wrong customer", null, CreditNotes.Afterwards.WAIVE);
        var note = creditNotes.issue(billed.number(), billed.version(), wanted);

        assertThat(proofs.check(note.reference(), 1)).satisfies(check -> {
            assertThat(check.how()).isEqualTo(ProofCheck.How.MIRRORED);
            assertThat(check.equal()).isTrue();
            assertThat(check.amount()).hasToString("-120.00 EUR");
        });
        tamper(note.id(), "amount = -12");
        assertThat(proofs.check(note.reference(), 1).differences())
                .containsExactly("It takes back 12.00 EUR of 120.00 EUR, line 1 of " + billed.number());
    }

    @Test
    void anItemADiscountAndAnIncludedLineAreComputedAgain() {
        var contract = contractWithItemDiscountAndPart();
        bill("2011-01-02");
        var invoice = last(contract);

        assertThat(invoice.lines())
                .extracting(InvoiceView.Line::kind)
                .containsExactly("FULL_CYCLE", "FULL_CYCLE", "NON_RECURRING", "DISCOUNT");
        for (var line : invoice.lines()) {
            assertThat(proofs.check(invoice.reference(), line.position()))
                    .as("%s", line)
                    .satisfies(check -> {
                        assertThat(check.differences()).isEmpty();
                        assertThat(check.how()).isEqualTo(ProofCheck.How.RECOMPUTED);
                        assertThat(check.recomputed()).isEqualTo(line.amount());
                        assertThat(check.contextDiffers()).isEmpty();
                    });
        }
        assertThat(proofs.check(invoice.reference(), 4).recomputed()).hasToString("-12.00 EUR");
        assertThat(proofs.get(invoice.reference(), 4).proof().path("lines").toString())
                .isEqualTo("[1]");
    }

    @Test
    void anItemADiscountAndAnIncludedLineThatWereTamperedWithAreFoundOut() {
        var contract = contractWithItemDiscountAndPart();
        bill("2011-01-02");
        var key = last(contract).reference();

        tamper(contract, "amount = -99.00", 4);
        tamper(contract, "amount = 1000", 3);
        tamper(contract, "amount = 5", 2);
        assertThat(differences(key, 4))
                .containsExactly("The line amounts to -99.00 EUR, what it charges makes it -12.00 EUR");
        assertThat(differences(key, 3))
                .containsExactly("The line amounts to 1000.00 EUR, what it charges makes it 269.82 EUR");
        assertThat(differences(key, 2))
                .containsExactly("The line amounts to 5.00 EUR, what it charges makes it 0.00 EUR");

        tamper(contract, "amount = 80", 1);
        assertThat(differences(key, 4)).contains("sum of the discounted lines was 120.00 and is 80.00 now");
        tamper(contract, forged("\"percent\":\"10 %\"", "\"percent\":\"50 %\""), 4);
        assertThat(differences(key, 4)).contains("percentage was 50 and is 10.0000 now");
        tamper(contract, forged("\"quantity\":2", "\"quantity\":3"), 3);
        assertThat(differences(key, 3)).anyMatch(words -> words.endsWith(": quantity was 3 and is 2 now"));
    }

    @Test
    void whatCannotBeComputedAgainSaysSoAndIsNeverEqual() {
        var contract = contractWithItemDiscountAndPart();
        bill("2011-01-02");
        var key = last(contract).reference();
        tamper(contract, forged("\"lines\":[1],", ""), 4);
        tamper(contract, forged("ACTUAL_MONTH", "LUNAR_MONTH"), 1);

        assertThat(List.of(proofs.check(key, 4), proofs.check(key, 1))).allSatisfy(check -> {
            assertThat(check.how()).isEqualTo(ProofCheck.How.NOT_RECOMPUTABLE);
            assertThat(check.equal()).isFalse();
            assertThat(check.recomputed()).isNull();
        });
        assertThat(differences(key, 4))
                .singleElement()
                .asString()
                .contains("cannot be computed again", "does not name the lines that it discounts");
        assertThat(differences(key, 1)).singleElement().asString().contains("LUNAR_MONTH", "is unknown");
    }

    @Test
    void anOldLineIsEqualByItsOwnRuleWhateverItsContractIsProratedByNow() {
        var contract = given.contract(Terms.arrears("2011-01-01", 3));
        given.change(given.subscription(contract, "Suite"), "2011-01-15", 10, "12.00");
        bill("2011-04-02");
        jdbc.sql("update billing_contract set proration_rule = 'THIRTY_DAY' where id = :id")
                .param("id", contract)
                .update();

        var check = proofs.check(last(contract).reference(), 1);

        assertThat(check.differences()).isEmpty();
        assertThat(check.equal()).isTrue();
        assertThat(check.recomputed()).hasToString("305.81 EUR");
        assertThat(check.contextDiffers())
                .containsExactly("The line was prorated by ACTUAL_MONTH, version 1; its contract has THIRTY_DAY,"
                        + " version 1 now");
    }

    @Test
    void decisionsAndPriceListItemsThatAreOthersNowAreReportedApart() {
        var contract = given.contract(Terms.monthly("2011-01-01"));
        var suite = given.subscription(contract, "Suite");
        given.change(suite, "2011-01-01", 10, "12.00");
        bill("2011-01-02");
        tamper(contract, forged("price-coverage:", "price-coverage:9"), 1);
        jdbc.sql("delete from price_list_item where product_id = (select product_id from subscription where id = :id)")
                .param("id", suite)
                .update();

        var check = proofs.check(last(contract).reference(), 1);

        assertThat(check.differences()).isEmpty();
        assertThat(check.equal()).isTrue();
        assertThat(check.contextDiffers())
                .anyMatch(words -> words.startsWith("versions of the decision tables was price-coverage:9"))
                .anyMatch(words ->
                        words.startsWith("price list item was ") || words.startsWith("price price list item was "))
                .anyMatch(words -> words.startsWith("verdict on the price was PRICED"));
    }

    @Test
    void theApiExplainsAndChecksForWhoeverMayRead() {
        var contract = given.contract(Terms.monthly("2011-01-01"));
        given.change(given.subscription(contract, "Suite"), "2011-01-01", 10, "12.00");
        bill("2011-01-02");
        var path = "/api/v1/invoices/" + last(contract).reference() + "/lines/1/proof";

        assertThat(get(path).path("sentence").asText()).isEqualTo("10 × 12.00 EUR × 1 month = 120.00 EUR");
        assertThat(get(path).at("/proof/changes").size()).isEqualTo(1);
        assertThat(get(path + "/check").path("equal").asBoolean()).isTrue();
        assertThatThrownBy(() -> proofs.get(last(contract).reference(), 2)).isInstanceOf(NotFound.class);
    }

    /** Ten seats at 12.00 less 10 %, a part that is billed with them, and two hours at 149.90 less 10 % of their own. */
    private UUID contractWithItemDiscountAndPart() {
        var contract = given.contract(Terms.monthly("2011-01-01"));
        given.change(given.subscription(contract, "Suite"), "2011-01-01", 10, "12.00");
        var part = given.subscription(contract, "Part");
        given.change(part, "2011-01-01", 10, "12.00");
        jdbc.sql("update subscription set billable = false, show_on_invoice = true where id = :id")
                .param("id", part)
                .update();
        var number = "CON-" + contract.toString().substring(0, 13);
        var day = LocalDate.parse("2011-01-01");
        var price = Money.of("149.90", "EUR");
        items.add(
                number,
                new NewNonRecurringItem(
                        "Set-up", null, null, null, 2, price, new BigDecimal("10"), true, day.plusDays(1), null));
        discounts.grant(number, new NewDiscount("Partner", new BigDecimal("10"), null, null, null, day, null));
        return contract;
    }

    private List<String> differences(String key, int position) {
        var check = proofs.check(key, position);
        assertThat(check.equal()).isFalse();
        return check.differences();
    }

    /** A proof of which a part was exchanged, and its fingerprint with it. */
    private static String forged(String part, String other) {
        var proof = "replace(proof::text, '" + part + "', '" + other + "')";
        return "proof = " + proof + "::json, proof_sha256 = sha256(convert_to(" + proof + ", 'UTF8'))";
    }

    private void tamper(UUID contract, String assignments, int position) {
        tamper(contract, assignments, "and l.position = " + position);
    }

    private JsonNode get(String path) {
        return as("auditor").get().uri(path).retrieve().body(JsonNode.class);
    }

    private void archive(UUID change, String reason) {
        LedgerFixture.bill(jdbc, change, "ARCHIVED", reason);
    }

    private void tamper(UUID id, String assignments) {
        tamper(id, assignments, "");
    }

    /** As somebody could who owns the database and switches its guards off. */
    private void tamper(UUID id, String assignments, String which) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("alter table invoice_line disable trigger user").update();
            jdbc.sql("update invoice_line l set " + assignments
                            + " from invoice i where i.id = l.invoice_id and :id in (i.billing_contract_id, i.id) "
                            + which)
                    .param("id", id)
                    .update();
            jdbc.sql("alter table invoice_line enable trigger user").update();
        });
    }

    private String kept(UUID contract, String column) {
        return jdbc.sql(
                        "select l." + column
                                + " from invoice_line l join invoice i on i.id = l.invoice_id where i.billing_contract_id = :id")
                .param("id", contract)
                .query(String.class)
                .single();
    }

    private InvoiceView last(UUID contract) {
        var all = of(contract);
        return all.get(all.size() - 1);
    }
}
