package io.tenantry.invoicing;

import io.tenantry.invoicing.proration.Ledger;
import io.tenantry.invoicing.proration.LedgerChange;
import io.tenantry.invoicing.proration.Settled;
import io.tenantry.invoicing.proration.UnitPrice;
import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import io.tenantry.subscription.BillableChange;
import io.tenantry.subscription.BillableSubscription;
import java.util.Currency;

/** Reads a subscription's changes as money, or says why that is not possible. */
final class SubscriptionAccounts {

    private SubscriptionAccounts() {}

    /** @throws Refused with what is missing and the fix */
    static SubscriptionAccount open(BillableSubscription subscription, Settled settled, Currency contractCurrency) {
        if (subscription.productId() == null) {
            throw cannotBill(
                    subscription,
                    "has no product of the catalog; load a price sheet with " + subscription.partNumber());
        }
        var active = subscription.changes().stream()
                .filter(change -> change.billingStatus().equals("ACTIVE"))
                .toList();
        if (!active.isEmpty() && active.get(active.size() - 1).monthlyUnitPrice() == null) {
            throw cannotBill(
                    subscription,
                    "has no price in " + contractCurrency + "; add a price list item and correct the subscription");
        }
        var changes = subscription.changes().stream()
                .map(change -> ledgerChange(subscription, change, contractCurrency))
                .toList();
        var ledger = new Ledger(changes);
        var negative = ledger.negativeFrom();
        if (negative != null) {
            throw cannotBill(
                    subscription,
                    "adds up to less than nothing on " + negative
                            + "; archive the change that takes back what is not billed");
        }
        return new SubscriptionAccount(subscription, ledger, settled);
    }

    private static LedgerChange ledgerChange(
            BillableSubscription subscription, BillableChange change, Currency currency) {
        return new LedgerChange(
                change.id(),
                change.number(),
                change.sequence(),
                change.effectiveDate(),
                change.quantityDelta(),
                price(subscription, change, currency),
                change.billingStatus().equals("ARCHIVED"),
                change.refund());
    }

    /** A change before the first price moves nothing: the price counts from the change that brings it. */
    private static UnitPrice price(BillableSubscription subscription, BillableChange change, Currency currency) {
        var monthly = change.monthlyUnitPrice();
        if (monthly == null) {
            return new UnitPrice(Money.zero(currency), 1);
        }
        if (!monthly.currency().equals(currency)) {
            throw cannotBill(
                    subscription,
                    "is priced in " + monthly.currency() + " but its contract bills in " + currency
                            + "; attach it to a contract in " + monthly.currency() + " or correct its price list");
        }
        var unitPrice = change.unitPrice();
        return unitPrice == null ? new UnitPrice(monthly, 1) : UnitPrice.of(unitPrice, monthly);
    }

    private static Refused cannotBill(BillableSubscription subscription, String why) {
        return new Refused("cannot-bill-subscription", "Subscription " + subscription.number() + " " + why);
    }
}
