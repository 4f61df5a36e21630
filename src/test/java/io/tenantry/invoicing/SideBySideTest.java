package io.tenantry.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.shared.Money;
import io.tenantry.shared.Period;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SideBySideTest {

    @Test
    void marksASubscriptionThatTwoInvoicesChargeForTheSameDays() {
        var january = line(1, "2015-01-01", "2015-02-01");
        var again = line(1, "2015-01-15", "2015-02-15");
        var february = line(1, "2015-02-01", "2015-03-01");

        assertThat(SideBySide.rows(List.of(invoice(january), invoice(again))))
                .singleElement()
                .satisfies(row -> assertThat(row.overlap()).isTrue());
        assertThat(SideBySide.rows(List.of(invoice(january), invoice(february))))
                .singleElement()
                .satisfies(row -> assertThat(row.overlap()).isFalse());
    }

    private static InvoiceView.Line line(int position, String from, String to) {
        var one = Money.of("1.00", "EUR");
        return new InvoiceView.Line(
                position,
                "FULL_CYCLE",
                "SUB-1",
                null,
                "Suite",
                "SKU",
                Period.of(from, to),
                1,
                one,
                "1",
                one,
                BigDecimal.ZERO,
                "Z");
    }

    private static InvoiceView invoice(InvoiceView.Line line) {
        var none = Money.of("0.00", "EUR");
        return new InvoiceView(
                UUID.randomUUID(),
                "DRAFT-1",
                null,
                "INVOICE",
                "DRAFT",
                UUID.randomUUID(),
                "CUS-1",
                UUID.randomUUID(),
                "BC-1",
                line.servicePeriod(),
                null,
                null,
                "en",
                List.of(line),
                List.of(),
                none,
                none,
                none,
                none,
                new InvoiceView.Balance(none, none, none, List.of()),
                null,
                null,
                null,
                0);
    }
}
