package io.tenantry.diagnosis;

import io.tenantry.diagnosis.Evidence.ListPrice;
import io.tenantry.diagnosis.Evidence.Subscription;
import java.util.List;
import java.util.stream.Collectors;

/** What can be wrong between a subscription and its price list. */
final class PriceCauses {

    private PriceCauses() {}

    /** Whether the contract's price list has an item for product, unit and term on the day. */
    static List<Finding> listed(Subject subject, Evidence evidence, Subscription one) {
        var unit = Subjects.unit(evidence, one);
        var items = evidence.prices().stream()
                .filter(item -> item.subscription().equals(one.number()))
                .toList();
        var list = evidence.contract().priceList();
        var wanted = "unit " + unit + " and term " + one.term();
        var fitting = items.stream()
                .filter(item -> item.unit().equals(unit) && item.term().equals(one.term()))
                .toList();
        if (fitting.isEmpty()) {
            return List.of(
                    items.isEmpty()
                            ? Cause.PRICE_ITEM_MISSING.found(
                                    "Price list '" + list + "' has no item for " + one.product(), one.number(), list)
                            : Cause.UNIT_MISMATCH.found(
                                    "Price list '" + list + "' has " + one.product() + " in " + units(items) + ", but "
                                            + one.number() + " is sold with " + wanted,
                                    one.number(),
                                    list));
        }
        if (fitting.stream().noneMatch(item -> item.validOn(subject.date()))) {
            return List.of(Cause.PRICE_ITEM_NOT_VALID.found(
                    "Price list '" + list + "' has no item for " + one.product() + " with " + wanted
                            + " that is valid on " + subject.date(),
                    one.number(),
                    spans(fitting)));
        }
        return List.of();
    }

    static List<Finding> currency(Evidence evidence, Subscription one) {
        var contract = evidence.contract();
        if (one.currency() != null && !one.currency().equals(contract.currency())) {
            return List.of(Cause.CURRENCY_MISMATCH.found(
                    one.number() + " is priced in " + one.currency() + ", contract " + contract.number() + " bills in "
                            + contract.currency(),
                    one.number(),
                    contract.number()));
        }
        if (!contract.priceListCurrency().equals(contract.currency())) {
            return List.of(Cause.CURRENCY_MISMATCH.found(
                    "Price list '" + contract.priceList() + "' is in " + contract.priceListCurrency() + ", contract "
                            + contract.number() + " bills in " + contract.currency(),
                    contract.priceList(),
                    contract.number()));
        }
        return List.of();
    }

    private static String units(List<ListPrice> items) {
        return items.stream()
                .map(item -> item.unit() + " " + item.term())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String spans(List<ListPrice> items) {
        return items.stream()
                .map(item -> item.price() + " from " + item.validFrom() + " to " + item.validTo())
                .collect(Collectors.joining(", "));
    }
}
