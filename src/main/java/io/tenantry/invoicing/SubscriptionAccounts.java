package io.tenantry.invoicing;

import io.tenantry.invoicing.proration.Ledger;
import io.tenantry.invoicing.proration.LedgerChange;
import io.tenantry.invoicing.proration.Settled;
import io.tenantry.invoicing.proration.UnitPrice;
import io.tenantry.shared.Money;
import io.tenantry.subscription.BillableChange;
import io.tenantry.subscription.BillableSubscription;
import java.util.Currency;

/** Reads a subscription's changes as money. */
final class SubscriptionAccounts {

    private SubscriptionAccounts() {}

    /** Whether it has a price now, which the run needs to know of every subscription. */
    static boolean isPriced(BillableSubscription subscription) {
        for (var index = subscription.changes().size() - 1; index >= 0; index--) {
            var change = subscription.changes().get(index);
            if (change.billingStatus().equals("ACTIVE")) {
                return change.monthlyUnitPrice() != null;
            }
        }
        return true;
    }

    static SubscriptionAccount open(BillableSubscription subscription, Settled settled, Currency contractCurrency) {
        return new SubscriptionAccount(
                subscription,
                ledger(subscription, Conversion.none(contractCurrency)),
                settled,
                isForeign(subscription, contractCurrency));
    }

    static Ledger ledger(BillableSubscription subscription, Conversion conversion) {
        return new Ledger(subscription.changes().stream()
                .map(change -> ledgerChange(change, conversion))
                .toList());
    }

    private static boolean isForeign(BillableSubscription subscription, Currency currency) {
        for (var change : subscription.changes()) {
            var price = change.monthlyUnitPrice();
            if (price != null && !price.currency().equals(currency)) {
                return true;
            }
        }
        return false;
    }

    private static LedgerChange ledgerChange(BillableChange change, Conversion conversion) {
        return new LedgerChange(
                change.id(),
                change.number(),
                change.sequence(),
                change.entry(),
                change.effectiveDate(),
                change.quantityDelta(),
                price(change, conversion),
                change.setsPrice() && change.monthlyUnitPrice() != null,
                change.billingStatus().equals("ARCHIVED"),
                change.refund());
    }

    /** A change before the first price moves nothing, and ends no price that is dated before it. */
    private static UnitPrice price(BillableChange change, Conversion conversion) {
        var monthly = change.monthlyUnitPrice();
        if (monthly == null) {
            return new UnitPrice(Money.zero(conversion.to()), 1);
        }
        var unitPrice = change.unitPrice();
        var months = change.unitMonths();
        return unitPrice == null || months == null
                ? new UnitPrice(conversion.convert(monthly), 1)
                : new UnitPrice(conversion.convert(unitPrice), months);
    }
}
