package io.tenantry.invoicing;

import io.tenantry.shared.Money;
import io.tenantry.shared.Percent;
import io.tenantry.shared.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a credit note gives back of an invoice: lines of it, each wholly and once. All amounts are those of the invoice,
 * the note mirrors them.
 *
 * <p>Of lines over 570.00 and 42.00 at 19 %, tax 116.28, the second is credited with 42.00 and 7.98, and 108.30 of tax
 * are left for the first: the credits of an invoice add up to it, to the cent. Two lines over 0.03 have a tax of 0.01
 * together, but each alone has one of 0.01 too; such a part is refused, because then the rest could not be credited.
 *
 * <p>Lines over 100.00 and 50.00 with 10 % off, which is a line of −15.00, are credited together with it: the first alone
 * would give back 100.00 for what cost 90.00.
 *
 * @param taxes one for each group of tax that a line is in
 * @param complete whether nothing of the invoice is left then
 */
record Credit(List<InvoiceView.Line> lines, List<InvoiceView.TaxGroup> taxes, boolean complete) {

    /**
     * What the invoice holds that its lines do not tell, and what was credited of it before.
     *
     * @param discounts for each discount the positions of its own line and of those that it is taken off
     */
    record Before(Set<Integer> positions, List<InvoiceView.TaxGroup> taxes, List<Set<Integer>> discounts) {

        private Money tax(InvoiceView.TaxGroup group) {
            return taxes.stream()
                    .filter(one -> sameGroup(one, group))
                    .map(InvoiceView.TaxGroup::tax)
                    .reduce(Money.zero(group.tax().currency()), Money::plus);
        }

        private static boolean sameGroup(InvoiceView.TaxGroup one, InvoiceView.TaxGroup other) {
            return one.rate().compareTo(other.rate()) == 0 && one.category().equals(other.category());
        }
    }

    /** @param wanted positions of lines; null for all that are left */
    static Credit of(InvoiceView invoice, Before before, @Nullable Set<Integer> wanted) {
        var left = invoice.lines().stream()
                .filter(line -> !before.positions().contains(line.position()))
                .toList();
        var lines = wanted == null ? left : chosen(invoice, left, wanted);
        if (lines.isEmpty()) {
            throw new Refused(
                    "already-credited",
                    "Invoice " + invoice.number() + " was credited by "
                            + String.join(", ", invoice.balance().creditNotes()) + " already; nothing of it is left");
        }
        var rest = left.stream().filter(line -> !lines.contains(line)).toList();
        before.discounts().forEach(discount -> requireWhole(invoice, discount, lines, rest));
        var credit = new Credit(lines, new Split(invoice, before, lines, rest).taxes(), rest.isEmpty());
        credit.requireNoMoreThan(invoice);
        return credit;
    }

    Money net() {
        return taxes.stream().map(InvoiceView.TaxGroup::net).reduce(Money::plus).orElseGet(this::linesNet);
    }

    Money tax() {
        return taxes.stream()
                .map(InvoiceView.TaxGroup::tax)
                .reduce(Money::plus)
                .orElseGet(() -> Money.zero(linesNet().currency()));
    }

    Money total() {
        return net().plus(tax());
    }

    private Money linesNet() {
        return lines.stream().map(InvoiceView.Line::amount).reduce(Money::plus).orElseThrow();
    }

    private static List<InvoiceView.Line> chosen(
            InvoiceView invoice, List<InvoiceView.Line> left, Set<Integer> wanted) {
        var chosen =
                left.stream().filter(line -> wanted.contains(line.position())).toList();
        if (wanted.isEmpty() || chosen.size() < wanted.size()) {
            var open =
                    left.stream().map(line -> Integer.toString(line.position())).collect(Collectors.joining(", "));
            throw new Refused(
                    "no-such-line",
                    "Invoice " + invoice.number() + " has not all of the lines " + wanted
                            + " left to credit; what is left is " + (open.isEmpty() ? "nothing" : open));
        }
        return chosen;
    }

    private static void requireWhole(
            InvoiceView invoice, Set<Integer> discount, List<InvoiceView.Line> lines, List<InvoiceView.Line> rest) {
        if (lines.stream().anyMatch(line -> discount.contains(line.position()))
                && rest.stream().anyMatch(line -> discount.contains(line.position()))) {
            throw new Refused(
                    "discount-cannot-be-split",
                    "Lines " + positions(invoice.lines(), discount) + " of invoice " + invoice.number()
                            + " belong together, because a discount among them is taken off the others. Credit all of them");
        }
    }

    private static String positions(List<InvoiceView.Line> lines, Set<Integer> chosen) {
        return lines.stream()
                .map(InvoiceView.Line::position)
                .filter(chosen::contains)
                .map(position -> Integer.toString(position))
                .collect(Collectors.joining(", "));
    }

    private void requireNoMoreThan(InvoiceView invoice) {
        var left = invoice.total().minus(invoice.balance().credited());
        if (total().isNegative()) {
            throw new Refused(
                    "credit-would-charge",
                    "These lines of invoice " + invoice.number() + " add up to " + total()
                            + ": they are credits themselves; credit the whole invoice");
        }
        if (left.minus(total()).isNegative()) {
            throw new Refused(
                    "credit-exceeds-invoice",
                    "These lines add up to " + total() + ", but invoice " + invoice.number() + " has only " + left
                            + " left because other lines of it are credits; credit those with them");
        }
    }

    /** The taxes of a part, and whether the rest can be credited later to the cent. */
    private record Split(
            InvoiceView invoice, Before before, List<InvoiceView.Line> lines, List<InvoiceView.Line> rest) {

        List<InvoiceView.TaxGroup> taxes() {
            var taxes = new ArrayList<InvoiceView.TaxGroup>();
            for (var group : invoice.taxes()) {
                if (lines.stream().anyMatch(line -> isIn(line, group))) {
                    var part = of(group, lines);
                    var both = part.tax().plus(of(group, rest).tax());
                    if (both.compareTo(group.tax().minus(before.tax(group))) != 0) {
                        throw new Refused(
                                "credit-cannot-be-split",
                                "The tax of these lines of invoice " + invoice.number()
                                        + " and that of the others do not add up to the cent; credit the whole invoice");
                    }
                    taxes.add(part);
                }
            }
            return List.copyOf(taxes);
        }

        /** Tax is rounded once per group and document: EN 16931, BR-CO-17. */
        private static InvoiceView.TaxGroup of(InvoiceView.TaxGroup group, List<InvoiceView.Line> lines) {
            var net = lines.stream()
                    .filter(line -> isIn(line, group))
                    .map(InvoiceView.Line::amount)
                    .reduce(Money.zero(group.net().currency()).rounded(), Money::plus);
            var tax = net.times(new Percent(group.rate())).rounded();
            return new InvoiceView.TaxGroup(
                    group.rate(), group.name(), net, tax, group.category(), group.exemptionReason());
        }

        private static boolean isIn(InvoiceView.Line line, InvoiceView.TaxGroup group) {
            return line.taxRate().compareTo(group.rate()) == 0
                    && line.taxCategory().equals(group.category());
        }
    }
}
