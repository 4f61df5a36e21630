package io.tenantry.invoicing;

import io.tenantry.charge.DiscountView;
import io.tenantry.charge.NonRecurringItemView;
import io.tenantry.shared.Money;
import io.tenantry.shared.Percent;
import io.tenantry.shared.Period;
import io.tenantry.subscription.BillableSubscription;
import io.tenantry.tax.TaxTreatment;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What discounts take off the lines of one invoice: a line of its own for each discount and tax group, computed on the
 * rounded lines and rounded once. 10 % off lines of 305.81 and 42.00 are −34.78.
 *
 * <p>The nearest discount counts: a subscription's before a product's before the contract's. It must be in force on the
 * first day of the line's cycle, and a product's be of the product that was licensed on that day, for a late entry and a
 * credit too, so that a credit is discounted as its charge was: seats of 70.00 given back cost 63.00. An
 * item with a discount of its own takes no other.
 */
final class DiscountLines {

    private final ContractFacts facts;
    private final Map<UUID, BillableSubscription> subscriptions = new HashMap<>();
    private final Map<UUID, NonRecurringItemView> items = new LinkedHashMap<>();

    private record Group(DiscountView discount, String code, String rate) {}

    private record Placed(int position, DraftLine line) {}

    private DiscountLines(ContractFacts facts) {
        this.facts = facts;
        facts.subscriptions().forEach(subscription -> subscriptions.put(subscription.id(), subscription));
        facts.contents().items().forEach(item -> items.put(item.id(), item));
    }

    /** @param lines taxed, in the order of their positions */
    static List<DraftLine> of(ContractFacts facts, List<DraftLine> lines) {
        return facts.contents().discounts().isEmpty() ? List.of() : new DiscountLines(facts).of(lines);
    }

    private List<DraftLine> of(List<DraftLine> lines) {
        var groups = new LinkedHashMap<Group, List<Placed>>();
        for (var index = 0; index < lines.size(); index++) {
            var line = lines.get(index);
            var discount = discount(line);
            if (discount != null && !line.amount().isZero()) {
                groups.computeIfAbsent(group(discount, line.tax()), key -> new ArrayList<>())
                        .add(new Placed(index + 1, line));
            }
        }
        var discounts = new ArrayList<DraftLine>();
        groups.forEach((group, discounted) -> {
            var line = line(group.discount(), discounted);
            if (!line.amount().isZero()) {
                discounts.add(line);
            }
        });
        return discounts;
    }

    private static Group group(DiscountView discount, TaxTreatment tax) {
        return new Group(discount, tax.code(), tax.rate().toPlainString());
    }

    private @Nullable DiscountView discount(DraftLine line) {
        var item = line.itemId() == null ? null : items.get(line.itemId());
        if (item != null && item.discountPercent().signum() > 0) {
            return null;
        }
        var day = day(line);
        var subscription = subscriptions.get(line.subscriptionId());
        var product = item != null ? item.productId() : subscription == null ? null : subscription.productOn(day);
        DiscountView nearest = null;
        for (var discount : facts.contents().discounts()) {
            if (discount.holdsOn(day)
                    && fits(discount, line, product)
                    && (nearest == null || nearness(discount) > nearness(nearest))) {
                nearest = discount;
            }
        }
        return nearest;
    }

    private static LocalDate day(DraftLine line) {
        return line.contributions().isEmpty()
                ? line.servicePeriod().from()
                : line.contributions().get(0).cycle().period().from();
    }

    private static boolean fits(DiscountView discount, DraftLine line, @Nullable UUID product) {
        if (discount.subscriptionId() != null) {
            return discount.subscriptionId().equals(line.subscriptionId());
        }
        return discount.productId() == null || discount.productId().equals(product);
    }

    private static int nearness(DiscountView discount) {
        return discount.subscriptionId() != null ? 2 : discount.productId() != null ? 1 : 0;
    }

    private DraftLine line(DiscountView discount, List<Placed> discounted) {
        var first = discounted.get(0).line();
        var base = Money.zero(facts.terms().currency());
        var period = first.servicePeriod();
        for (var placed : discounted) {
            base = base.plus(placed.line().amount());
            period = hull(period, placed.line().servicePeriod());
        }
        var percent = new Percent(discount.percent());
        var exact = exact(base, percent);
        var amount = exact.rounded();
        return new DraftLine(
                "DISCOUNT",
                null,
                null,
                null,
                discount.name() + " (−" + percent + ")",
                "",
                period,
                new DraftLine.Measure(1, amount, "1"),
                amount,
                first.taxable(),
                first.tax(),
                proof(discount, base, exact, discounted),
                List.of());
    }

    /** A credit note reads in it which lines cost less by the discount. */
    private static Proof proof(DiscountView discount, Money base, Money exact, List<Placed> discounted) {
        return json -> {
            json.writeNumberField("version", 2);
            json.writeStringField("discount", discount.id().toString());
            json.writeStringField("percent", new Percent(discount.percent()).toString());
            json.writeArrayFieldStart("lines");
            for (var placed : discounted) {
                json.writeNumber(placed.position());
            }
            json.writeEndArray();
            json.writeStringField("on", base.toString());
            json.writeStringField("exact", exact.toString());
        };
    }

    /** @param base the sum of the rounded lines that the discount is taken off */
    static Money exact(Money base, Percent percent) {
        return base.times(percent).negated();
    }

    private static Period hull(Period one, Period other) {
        return Period.of(
                one.from().isBefore(other.from()) ? one.from() : other.from(),
                one.to().isAfter(other.to()) ? one.to() : other.to());
    }
}
