package io.tenantry.postinvoice;

import io.tenantry.invoicing.InvoiceView;
import io.tenantry.shared.Money;
import io.tenantry.shared.Percent;
import io.tenantry.shared.Period;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One of each kind of document that leaves the house. */
final class Samples {

    private static final Map<String, String> REASONS = Map.of(
            "E", "Exempt from VAT, Article 132 of Directive 2006/112/EC",
            "AE", "Reverse charge",
            "K", "Intra-community supply",
            "G", "Export outside the EU",
            "O", "Not subject to VAT");

    private Samples() {}

    /** By name, in the language given; the names are those of the files that they are left in. */
    static Map<String, Paper> all(String language) {
        var samples = new LinkedHashMap<String, Paper>();
        samples.put("invoice-kinds", invoice(language, kinds("EUR")));
        samples.put("invoice-rates", invoice(language, rates()));
        samples.put("invoice-exempt", invoice(language, taxed("E", "S")));
        samples.put("invoice-reverse-charge", invoice(language, taxed("AE", "AE")));
        samples.put("invoice-intra-community", invoice(language, taxed("K", "K")));
        samples.put("invoice-export", invoice(language, taxed("G", "G")));
        samples.put("invoice-not-subject", invoice(language, taxed("O", "O")));
        samples.put("invoice-zero-rate", invoice(language, taxed("Z", "Z")));
        samples.put("invoice-usd-sales-tax", invoice(language, salesTax()));
        samples.put("invoice-jpy", invoice(language, kinds("JPY")));
        samples.put("invoice-kwd", invoice(language, List.of(line(1, "Suite", 2, "50", "1", "100.000", "KWD"))));
        samples.put(
                "invoice-unprintable",
                invoice(language, List.of(line(1, "\u6771\u4eac \uf8e5 \u0007", 1, "12", "1", "12", "EUR"))));
        samples.put("invoice-large", invoice(language, large()));
        samples.put("invoice-long", invoice(language, Papers.many(60)));
        samples.put("credit-note", Papers.paper("CREDIT_NOTE", language, negated(kinds("EUR")), "INV-000017"));
        samples.put("credit-note-alone", Papers.paper("CREDIT_NOTE", language, negated(taxed("AE", "AE")), null));
        return samples;
    }

    /** What EN 16931 cannot say: thousandths. */
    static Paper thousandths(String language) {
        return invoice(language, List.of(line(1, "Suite", 1, "1.235", "1", "1.235", "KWD")));
    }

    static Paper invoice(String language, List<InvoiceView.Line> lines) {
        return Papers.paper("INVOICE", language, lines, null);
    }

    /** All kinds of lines; a lower price, fewer seats and a discount take away. */
    static List<InvoiceView.Line> kinds(String currency) {
        return List.of(
                kind("FULL_CYCLE", line(1, "Microsoft 365 E5", 10, "57", "1", "570", currency)),
                kind("FULL_CYCLE", line(2, "Azure Reserved VM & <Größe>", 7, "8.333333", "12", "700", currency)),
                kind("MID_CYCLE", line(3, "Microsoft Teams Phone", 2, "31", "21/31", "42", currency)),
                kind("MID_CYCLE", line(4, "Fewer seats", -3, "30", "17/31", rounded("-49.35", currency), currency)),
                kind("MID_CYCLE", line(5, "Lower price", 10, "-2", "17/31", rounded("-10.97", currency), currency)),
                kind("MID_CYCLE", line(6, "Quarter", 10, "12", "79/31", rounded("305.81", currency), currency)),
                kind("NON_RECURRING", line(7, "Migration", 3, "120", "1", "360", currency)),
                kind("WRITE_IN", writeIn(8, "Something that no price list has", currency)),
                kind("USAGE", line(9, "Azure usage", 1, "123", "1", "123", currency)),
                kind("DISCOUNT", line(10, "Discount of 10 %", 1, "-57", "1", "-57", currency)),
                kind("FULL_CYCLE", line(11, "Included part", 10, "0", "1", "0", currency)));
    }

    static List<InvoiceView.Line> negated(List<InvoiceView.Line> lines) {
        return lines.stream()
                .map(line -> new InvoiceView.Line(
                        line.position(),
                        line.kind(),
                        line.subscriptionNumber(),
                        line.changeNumber(),
                        line.description(),
                        line.sku(),
                        line.servicePeriod(),
                        -line.quantity(),
                        line.unitPrice(),
                        line.share(),
                        line.amount().negated(),
                        line.taxRate(),
                        line.taxCategory()))
                .toList();
    }

    static String reason(String category) {
        return REASONS.get(category);
    }

    static InvoiceView.Line line(
            int position, String name, int quantity, String price, String share, String amount, String currency) {
        return Papers.line(position, name, quantity, price, share, amount, currency);
    }

    private static List<InvoiceView.Line> rates() {
        return List.of(
                taxed("S", "19", line(1, "Licenses", 3, "19.99", "1", "59.97", "EUR")),
                taxed("S", "7", line(2, "Handbook", 1, "9.99", "1", "9.99", "EUR")),
                taxed("Z", "0", line(3, "Zero rated", 1, "5.00", "1", "5.00", "EUR")),
                taxed("E", "0", line(4, "Training", 1, "250.00", "1", "250.00", "EUR")));
    }

    private static List<InvoiceView.Line> taxed(String first, String second) {
        return List.of(
                taxed(first, first.equals("S") ? "19" : "0", line(1, "Suite", 5, "12.00", "1", "60.00", "EUR")),
                taxed(second, second.equals("S") ? "19" : "0", line(2, "Phone", 1, "8.00", "1/2", "4.00", "EUR")));
    }

    private static List<InvoiceView.Line> salesTax() {
        return List.of(taxed("S", "8.875", line(1, "Suite", 7, "12.345678", "1", "86.42", "USD")));
    }

    private static List<InvoiceView.Line> large() {
        return List.of(
                line(1, "Ten million seats", 10_000_000, "8.333333", "12", "1000000000.00", "EUR"),
                line(2, "Ten million for a part", 10_000_000, "0.000001", "7/30", "2.33", "EUR"));
    }

    private static InvoiceView.Line writeIn(int position, String name, String currency) {
        var line = line(position, name, 1, "80", "1", "80", currency);
        return new InvoiceView.Line(
                line.position(),
                line.kind(),
                null,
                null,
                line.description(),
                "",
                Period.of("2026-02-10", "2026-03-01"),
                line.quantity(),
                line.unitPrice(),
                line.share(),
                line.amount(),
                line.taxRate(),
                line.taxCategory());
    }

    private static InvoiceView.Line taxed(String category, String rate, InvoiceView.Line line) {
        return copy(line, line.kind(), new BigDecimal(rate), category);
    }

    private static InvoiceView.Line kind(String kind, InvoiceView.Line line) {
        return copy(line, kind, line.taxRate(), line.taxCategory());
    }

    private static InvoiceView.Line copy(InvoiceView.Line line, String kind, BigDecimal rate, String category) {
        return new InvoiceView.Line(
                line.position(),
                kind,
                line.subscriptionNumber(),
                kind.equals("MID_CYCLE") ? "LCL-000017" : null,
                line.description(),
                line.sku(),
                line.servicePeriod(),
                line.quantity(),
                line.unitPrice(),
                line.share(),
                line.amount(),
                rate,
                category);
    }

    private static String rounded(String amount, String currency) {
        return Money.of(amount, currency).rounded().amount().toPlainString();
    }

    /** Grouped as an invoice groups them, each rounded once. */
    static List<InvoiceView.TaxGroup> groups(List<InvoiceView.Line> lines) {
        var nets = new LinkedHashMap<String, Money>();
        lines.forEach(line -> nets.merge(
                line.taxCategory() + " " + line.taxRate().stripTrailingZeros().toPlainString(),
                line.amount(),
                Money::plus));
        var groups = new ArrayList<InvoiceView.TaxGroup>();
        nets.forEach((key, net) -> {
            var parts = key.split(" ");
            var rate = new BigDecimal(parts[1]);
            groups.add(new InvoiceView.TaxGroup(
                    rate, "USt.", net, net.times(new Percent(rate)).rounded(), parts[0], reason(parts[0])));
        });
        return groups;
    }
}
