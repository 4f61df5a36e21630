package io.tenantry.invoicing;

import io.tenantry.shared.Money;
import io.tenantry.shared.Percent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of the European invoice standard, EN 16931, checked before a legal number is spent: a document that
 * breaks it is one that no customer's system takes, and its number would be lost.
 *
 * <p>Lines of 305.81 and 42.00 EUR at 19 % make a net of 347.81, a tax of 66.08 and a total of 413.89. There are no
 * allowances and charges beside the lines, as a discount is a line, and nothing is prepaid when a document is issued:
 * so BT-109 is BT-106, and BT-115 is BT-112.
 */
final class CalculationRules {

    /** @param taxCategory with the rate it names the group that the line is taxed in */
    record Line(Money amount, BigDecimal taxRate, String taxCategory) {}

    /** What is taxed alike. */
    record Group(BigDecimal rate, String category, @Nullable String exemptionReason, Money net, Money tax) {}

    /** A document as it will be issued. */
    record Document(String kind, List<Line> lines, List<Group> groups, Money net, Money tax, Money total) {

        static Document of(InvoiceDraft draft) {
            var lines = new ArrayList<Line>(draft.lines().size());
            for (var line : draft.lines()) {
                lines.add(new Line(line.amount(), line.tax().rate(), line.tax().code()));
            }
            var totals = draft.totals();
            var groups = new ArrayList<Group>(totals.groups().size());
            for (var group : totals.groups()) {
                var treatment = group.treatment();
                groups.add(new Group(
                        treatment.rate(), treatment.code(), treatment.exemptionReason(), group.net(), group.tax()));
            }
            return new Document(draft.kind(), lines, groups, totals.net(), totals.tax(), totals.total());
        }

        static Document of(InvoiceView invoice) {
            return new Document(
                    invoice.kind(),
                    invoice.lines().stream()
                            .map(line -> new Line(line.amount(), line.taxRate(), line.taxCategory()))
                            .toList(),
                    invoice.taxes().stream()
                            .map(tax ->
                                    new Group(tax.rate(), tax.category(), tax.exemptionReason(), tax.net(), tax.tax()))
                            .toList(),
                    invoice.net(),
                    invoice.tax(),
                    invoice.total());
        }
    }

    private CalculationRules() {}

    /** The first rule that the document breaks, in words; null if it breaks none. Costs one pass over its lines. */
    static @Nullable String broken(Document document) {
        if (document.lines().isEmpty()) {
            return "BR-16: it has no line";
        }
        var broken = brokenByLines(document);
        if (broken == null) {
            broken = brokenByGroups(document);
        }
        return broken == null ? brokenByTotals(document) : broken;
    }

    private static @Nullable String brokenByLines(Document document) {
        var zero = Money.zero(document.total().currency());
        var sum = zero;
        var position = 0;
        for (var line : document.lines()) {
            position++;
            if (!isRounded(line.amount())) {
                return "BT-131: line " + position + " is " + line.amount()
                        + ", which has more decimals than the currency";
            }
            if (groupOf(line, document.groups()) == null) {
                return "BR-CO-18: line " + position + " is taxed " + line.taxCategory() + " at "
                        + new Percent(line.taxRate()) + ", and there is no such tax group";
            }
            sum = sum.plus(line.amount());
        }
        return differs(sum, document.net())
                ? "BR-CO-10 and BR-CO-13: the lines add up to " + sum + ", but the net is " + document.net()
                : null;
    }

    private static @Nullable String brokenByGroups(Document document) {
        var tax = Money.zero(document.total().currency());
        for (var index = 0; index < document.groups().size(); index++) {
            var group = document.groups().get(index);
            for (var other : document.groups().subList(0, index)) {
                if (isSame(group, other.rate(), other.category())) {
                    return "BR-CO-18: there are two tax groups " + name(group);
                }
            }
            var broken = brokenBy(group, document);
            if (broken != null) {
                return broken;
            }
            tax = tax.plus(group.tax());
        }
        return differs(tax, document.tax())
                ? "BR-CO-14: the groups' taxes add up to " + tax + ", but the tax is " + document.tax()
                : null;
    }

    private static @Nullable String brokenBy(Group group, Document document) {
        var net = netOf(group, document.lines());
        if (net == null) {
            return rule(group, "01") + ": no line is taxed " + name(group);
        }
        if (differs(net, group.net())) {
            return rule(group, "08") + ": the lines taxed " + name(group) + " add up to " + net
                    + ", but the group's net is " + group.net();
        }
        var tax = group.net().times(new Percent(group.rate())).rounded();
        if (differs(tax, group.tax())) {
            return "BR-CO-17: " + name(group) + " of " + group.net() + " is " + tax + ", but the group's tax is "
                    + group.tax();
        }
        return brokenByCategory(group, document);
    }

    private static @Nullable String brokenByCategory(Group group, Document document) {
        var standard = group.category().equals("S");
        if (standard != (group.rate().signum() > 0)) {
            return rule(group, "05") + ": the rate " + new Percent(group.rate()) + " does not fit category "
                    + group.category() + "; only S has a rate above zero";
        }
        var wantsReason = !standard && !group.category().equals("Z");
        var reason = group.exemptionReason();
        if (wantsReason != (reason != null && !reason.isBlank())) {
            return rule(group, "10") + ": category " + group.category()
                    + (wantsReason ? " needs an exemption reason" : " has no exemption reason");
        }
        return group.category().equals("O") && document.groups().size() > 1
                ? "BR-O-11: what is not subject to tax cannot be on a document with what is"
                : null;
    }

    private static @Nullable String brokenByTotals(Document document) {
        var total = document.net().plus(document.tax());
        if (differs(total, document.total())) {
            return "BR-CO-15: net and tax add up to " + total + ", but the total is " + document.total();
        }
        var credit = document.kind().equals("CREDIT_NOTE");
        if (credit ? total.isPositive() : total.isNegative()) {
            return "BT-3: a total of " + total + " does not fit " + (credit ? "a credit note" : "an invoice");
        }
        return null;
    }

    private static @Nullable Money netOf(Group group, List<Line> lines) {
        Money net = null;
        for (var line : lines) {
            if (isSame(group, line.taxRate(), line.taxCategory())) {
                net = net == null ? line.amount() : net.plus(line.amount());
            }
        }
        return net;
    }

    private static @Nullable Group groupOf(Line line, List<Group> groups) {
        for (var group : groups) {
            if (isSame(group, line.taxRate(), line.taxCategory())) {
                return group;
            }
        }
        return null;
    }

    private static boolean isSame(Group group, BigDecimal rate, String category) {
        return group.rate().compareTo(rate) == 0 && group.category().equals(category);
    }

    private static boolean isRounded(Money amount) {
        return amount.amount().scale() <= amount.currency().getDefaultFractionDigits()
                || !differs(amount, amount.rounded());
    }

    private static boolean differs(Money one, Money other) {
        return one.compareTo(other) != 0;
    }

    /** The standard has the same rules for each category, by its initials; K is IC, the intra-community supply. */
    private static String rule(Group group, String number) {
        return "BR-" + (group.category().equals("K") ? "IC" : group.category()) + "-" + number;
    }

    private static String name(Group group) {
        return group.category() + " at " + new Percent(group.rate());
    }
}
