package io.tenantry.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.invoicing.LedgerFixture.Terms;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is shown where changes no cent. */
class BillAtParentIT extends BillingScenario {

    @Autowired
    private Proofs proofs;

    @Test
    void anAddOnBilledAtItsParentCostsWhatItWouldAlone() {
        var alone = e5WithPhone("SELF");
        var rolledUp = e5WithPhone("PARENT");
        bill("2026-01-02");

        var single = of(alone).get(0);
        var together = of(rolledUp).get(0);

        assertThat(together.total()).isEqualTo(single.total());
        assertThat(together.lines()).extracting(InvoiceView.Line::amount).hasSize(2);
        assertThat(single.rolledUp().lines()).hasSize(2);
        assertThat(together.rolledUp().lines()).singleElement().satisfies(line -> {
            assertThat(line.description()).isEqualTo("Microsoft 365 E5 × 10 + Phone System × 3");
            assertThat(line.amount().plain().toString()).isEqualTo("324.00 EUR");
            assertThat(line.quantity()).isEqualTo(1);
        });
        assertThat(together.rolledUp().net()).isEqualTo(together.net());
        letNothingGoOut();
    }

    @Test
    void theProofOfEachNamesTheOtherAndComputesToTheSame() {
        var contract = e5WithPhone("PARENT");
        bill("2026-01-02");
        var invoice = of(contract).get(0);

        for (var line : invoice.lines()) {
            var proof = proofs.get(invoice.reference(), line.position());
            var check = proofs.check(invoice.reference(), line.position());

            assertThat(proof.printedWith())
                    .extracting(InvoiceView.Line::description)
                    .doesNotContain(line.description())
                    .hasSize(1);
            assertThat(check.equal()).isTrue();
            assertThat(check.recomputed()).isEqualTo(line.amount());
        }
        letNothingGoOut();
    }

    @Test
    void whatIsForOtherDaysThanTheParentKeepsItsOwnLine() {
        var contract = given.contract(Terms.monthly("2026-01-01"));
        var base = given.subscription(contract, "Microsoft 365 E5");
        var phone = given.subscription(contract, "Phone System");
        hang(phone, base, "PARENT");
        given.change(base, "2026-01-01", 10, "30.00");
        given.change(phone, "2026-01-17", 3, "8.00");
        bill("2026-01-02");
        bill("2026-02-02");

        var second = of(contract).get(1);

        assertThat(second.lines())
                .filteredOn(line -> line.kind().equals("MID_CYCLE"))
                .singleElement()
                .satisfies(line -> assertThat(line.rolledInto()).isNull());
        assertThat(second.rolledUp().lines()).hasSize(2);
        letNothingGoOut();
    }

    @Test
    void aPartThatIsIncludedIsShownOrNotAndTheTotalStays() {
        var shown = withIncludedPart(true);
        var hidden = withIncludedPart(false);
        bill("2026-01-02");

        assertThat(of(shown).get(0).lines()).hasSize(2);
        assertThat(of(hidden).get(0).lines()).hasSize(1);
        assertThat(of(shown).get(0).total()).isEqualTo(of(hidden).get(0).total());
        letNothingGoOut();
    }

    private UUID e5WithPhone(String billAt) {
        var contract = given.contract(Terms.monthly("2026-01-01"));
        var base = given.subscription(contract, "Microsoft 365 E5");
        var phone = given.subscription(contract, "Phone System");
        hang(phone, base, billAt);
        given.change(base, "2026-01-01", 10, "30.00");
        given.change(phone, "2026-01-01", 3, "8.00");
        return contract;
    }

    private UUID withIncludedPart(boolean show) {
        var contract = given.contract(Terms.monthly("2026-01-01"));
        var base = given.subscription(contract, "Microsoft 365 E5");
        var part = given.subscription(contract, "Audio Conferencing");
        given.change(base, "2026-01-01", 10, "30.00");
        given.change(part, "2026-01-01", 10, "4.00");
        jdbc.sql(
                        "update subscription set parent_id = :base, billable = false, show_on_invoice = :show where id = :part")
                .param("base", base)
                .param("show", show)
                .param("part", part)
                .update();
        return contract;
    }

    private void hang(UUID child, UUID parent, String billAt) {
        jdbc.sql("update subscription set parent_id = :parent, bill_at = :billAt where id = :child")
                .param("parent", parent)
                .param("billAt", billAt)
                .param("child", child)
                .update();
    }
}
