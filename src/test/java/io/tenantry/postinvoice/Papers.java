package io.tenantry.postinvoice;

import io.tenantry.customer.CustomerView;
import io.tenantry.invoicing.InvoiceView;
import io.tenantry.invoicing.IssuingCompanyView;
import io.tenantry.shared.Money;
import io.tenantry.shared.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Invoices to print. */
final class Papers {

    private Papers() {}

    static Paper paper(String language, List<InvoiceView.Line> lines) {
        return paper("INVOICE", language, lines, null);
    }

    /** @param corrects the number of the invoice that a credit note takes back, or null */
    static Paper paper(String kind, String language, List<InvoiceView.Line> lines, String corrects) {
        return new Paper(Billed.of(invoice(kind, language, lines, corrects)), issuer(), customer());
    }

    static List<InvoiceView.Line> story() {
        return List.of(
                line(1, "Microsoft 365 E5", 10, "57.000000", "1", "570.00"),
                change(2, "Microsoft Teams Phone Standard", 2, "31.000000", "21/31", "42.00"),
                line(3, "Azure Reserved VM <script>alert(1)</script> & Größe", 7, "8.333333", "12", "700.00"));
    }

    static List<InvoiceView.Line> many(int count) {
        var lines = new ArrayList<InvoiceView.Line>();
        for (var position = 1; position <= count; position++) {
            lines.add(line(position, "Subscription " + position, position, "1.000000", "1", position + ".00"));
        }
        return lines;
    }

    static InvoiceView.Line line(int position, String name, int quantity, String price, String share, String amount) {
        return line(position, name, quantity, price, share, amount, "EUR");
    }

    static InvoiceView.Line line(
            int position, String name, int quantity, String price, String share, String amount, String currency) {
        return new InvoiceView.Line(
                position,
                "FULL_CYCLE",
                "SUB-00000" + position,
                null,
                name,
                "CFQ7TTC0LFLX:0001",
                Period.of("2026-03-01", "2026-04-01"),
                quantity,
                Money.of(price, currency),
                share,
                Money.of(amount, currency),
                new BigDecimal("19.0000"),
                "S");
    }

    private static InvoiceView.Line change(
            int position, String name, int quantity, String price, String share, String amount) {
        return new InvoiceView.Line(
                position,
                "MID_CYCLE",
                "SUB-00000" + position,
                "LCL-000017",
                name,
                "CFQ7TTC0LH0T:0001",
                Period.of("2026-03-11", "2026-04-01"),
                quantity,
                Money.of(price, "EUR"),
                share,
                Money.of(amount, "EUR"),
                new BigDecimal("19.0000"),
                "S");
    }

    private static InvoiceView invoice(String kind, String language, List<InvoiceView.Line> lines, String corrects) {
        var net =
                lines.stream().map(InvoiceView.Line::amount).reduce(Money::plus).orElseThrow();
        var groups = Samples.groups(lines);
        var tax = groups.stream()
                .map(InvoiceView.TaxGroup::tax)
                .reduce(Money::plus)
                .orElseThrow();
        return new InvoiceView(
                UUID.nameUUIDFromBytes(new byte[] {1}),
                "DRAFT-000042",
                kind.equals("INVOICE") ? "INV-000042" : "CRN-000007",
                kind,
                "BILLED",
                UUID.nameUUIDFromBytes(new byte[] {1}),
                "CUS-000007",
                UUID.nameUUIDFromBytes(new byte[] {1}),
                "CON-000011",
                Period.of("2026-03-01", "2026-04-01"),
                LocalDate.parse("2026-03-02"),
                LocalDate.parse("2026-04-01"),
                language,
                lines,
                groups,
                net,
                tax,
                net.plus(tax),
                Money.zero(net.currency()),
                new InvoiceView.Balance(
                        Money.zero(net.currency()), net.plus(tax), Money.zero(net.currency()), List.of()),
                null,
                corrects,
                null,
                3);
    }

    private static IssuingCompanyView issuer() {
        return new IssuingCompanyView(
                UUID.nameUUIDFromBytes(new byte[] {1}),
                "Nordlicht Cloud Services GmbH",
                "Am Sandtorkai 37",
                "20457",
                "Hamburg",
                "DE",
                "DE136695976",
                "billing@nordlicht.example",
                "DE89370400440532013000",
                "COBADEFFXXX");
    }

    private static CustomerView customer() {
        return new CustomerView(
                UUID.nameUUIDFromBytes(new byte[] {1}),
                "CUS-000007",
                "Müller & Söhne <b>AG</b>",
                "mueller.example",
                "AT",
                "Königstraße 1",
                "Sankt Pölten",
                "3100",
                "EUR",
                "ATU12345678",
                null,
                "de",
                "Jörg Weiß",
                "joerg@mueller.example",
                0);
    }
}
