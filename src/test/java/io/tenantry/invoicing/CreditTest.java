package io.tenantry.invoicing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.shared.Money;
import io.tenantry.shared.Percent;
import io.tenantry.shared.Period;
import io.tenantry.shared.Refused;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CreditTest {

    private static final Credit.Before NOTHING = new Credit.Before(Set.of(), List.of(), List.of());

    @Test
    void addsUpToTheInvoiceLineByLine() {
        var invoice = invoice("570.00", "42.00");

        var second = Credit.of(invoice, NOTHING, Set.of(2));
        var first = Credit.of(invoice, new Credit.Before(Set.of(2), second.taxes(), List.of()), null);

        assertThat(second.net()).isEqualTo(eur("42.00"));
        assertThat(second.tax()).isEqualTo(eur("7.98"));
        assertThat(second.complete()).isFalse();
        assertThat(first.tax()).isEqualTo(eur("108.30"));
        assertThat(first.complete()).isTrue();
        assertThat(first.total().plus(second.total())).isEqualTo(invoice.total());
    }

    @Test
    void refusesAPartWhoseTaxWouldLeaveTheRestUncreditable() {
        var invoice = invoice("0.03", "0.03");

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Credit.of(invoice, NOTHING, Set.of(1)))
                .withMessageContaining("do not add up to the cent; credit the whole invoice");
        assertThat(Credit.of(invoice, NOTHING, null).total()).isEqualTo(eur("0.07"));
    }

    @Test
    void givesBackNoMoreThanIsLeftBesideCreditsOnTheInvoiceItself() {
        var invoice = invoice("100.00", "-30.00");

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Credit.of(invoice, NOTHING, Set.of(1)))
                .withMessageContaining("add up to 119.00 EUR, but invoice INV-000001 has only 83.30 EUR left");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Credit.of(invoice, NOTHING, Set.of(2)))
                .withMessageContaining("they are credits themselves");
        assertThat(Credit.of(invoice, NOTHING, Set.of(1, 2)).total()).isEqualTo(eur("83.30"));
    }

    @Test
    void givesBackDiscountedLinesWithTheirDiscountOnly() {
        var invoice = invoice("100.00", "50.00", "70.00", "-15.00");
        var discounted = new Credit.Before(Set.of(), List.of(), List.of(Set.of(1, 2, 4)));

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Credit.of(invoice, discounted, Set.of(1)))
                .withMessageContaining("Lines 1, 2, 4 of invoice INV-000001 belong together, because a discount")
                .withMessageContaining("is taken off the others");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Credit.of(invoice, discounted, Set.of(1, 2)))
                .withMessageContaining("Credit all of them");
        assertThat(Credit.of(invoice, discounted, Set.of(1, 2, 4)).net()).isEqualTo(eur("135.00"));
        assertThat(Credit.of(invoice, discounted, Set.of(3)).net()).isEqualTo(eur("70.00"));
    }

    @Test
    void saysWhatIsOpenAndWhatIsToBeGivenBack() {
        var paid = InvoiceView.Balance.of(eur("678.30"), eur("678.30"), eur("66.34"), List.of("CRN-000001"));
        var unpaid = InvoiceView.Balance.of(eur("678.30"), eur("0.00"), eur("66.34"), List.of("CRN-000001"));

        assertThat(paid.toRefund()).isEqualTo(eur("66.34"));
        assertThat(paid.open()).isEqualTo(eur("0.00"));
        assertThat(unpaid.toRefund()).isEqualTo(eur("0.00"));
        assertThat(unpaid.open()).isEqualTo(eur("611.96"));
    }

    private static InvoiceView invoice(String... amounts) {
        var lines = new ArrayList<InvoiceView.Line>();
        var net = eur("0.00");
        for (var amount : amounts) {
            lines.add(line(lines.size() + 1, eur(amount)));
            net = net.plus(eur(amount));
        }
        var tax = net.times(Percent.of("19")).rounded();
        var group = new InvoiceView.TaxGroup(new BigDecimal("19"), "VAT", net, tax, "S", null);
        var total = net.plus(tax);
        return new InvoiceView(
                UUID.randomUUID(),
                "DRAFT-000001",
                "INV-000001",
                "INVOICE",
                "BILLED",
                UUID.randomUUID(),
                "CUS-1",
                UUID.randomUUID(),
                "BC-1",
                Period.of("2026-01-01", "2026-02-01"),
                null,
                null,
                "en",
                lines,
                List.of(group),
                net,
                tax,
                total,
                eur("0.00"),
                new InvoiceView.Balance(eur("0.00"), total, eur("0.00"), List.of()),
                null,
                null,
                null,
                0);
    }

    private static InvoiceView.Line line(int position, Money amount) {
        return new InvoiceView.Line(
                position,
                "FULL_CYCLE",
                "SUB-1",
                null,
                "Suite",
                "SKU",
                Period.of("2026-01-01", "2026-02-01"),
                1,
                amount,
                "1",
                amount,
                new BigDecimal("19"),
                "S");
    }

    private static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }
}
