package io.tenantry.subscription;

import io.tenantry.catalog.ProductView;
import io.tenantry.catalog.Products;
import io.tenantry.contract.BillingContracts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes over what somebody changed at the provider. Each such edit is a change of the ledger, of source PROVIDER. */
@Component
class ProviderEdits {

    private final Ledger ledger;
    private final LedgerCalendar calendar;
    private final Products products;
    private final BillingContracts contracts;
    private final SellingPrices prices;

    ProviderEdits(
            Ledger ledger,
            LedgerCalendar calendar,
            Products products,
            BillingContracts contracts,
            SellingPrices prices) {
        this.ledger = ledger;
        this.calendar = calendar;
        this.products = products;
        this.contracts = contracts;
        this.prices = prices;
    }

    /** @return how many changes were written; none where both agree */
    int takeOver(Subscription subscription, SeenSubscription seen) {
        subscription.committedUntil(seen.commitmentEnd(), seen.autoRenew());
        var status = SeenStatus.of(seen.status());
        if (status.hasEnded()) {
            return end(subscription, seen, status);
        }
        if (subscription.hasEnded()) {
            return status == SeenStatus.LIVE ? revive(subscription, seen) : 0;
        }
        var written = change(subscription, seen);
        ledger.move(subscription, status.oursOr(subscription.status()), "The provider says " + seen.status());
        return written;
    }

    /** It stops being billed today. Whether something is credited is for a person to decide. */
    private int end(Subscription subscription, SeenSubscription seen, SeenStatus status) {
        var written = 0;
        if (subscription.quantity() > 0) {
            var reason = "The provider says " + seen.status();
            ledger.append(
                    subscription,
                    LedgerEntry.seen(SubscriptionEvent.DEACTIVATE, calendar.today(), reason)
                            .by(-subscription.quantity())
                            .refunding(false));
            written = 1;
        }
        ledger.move(subscription, status.oursOr(subscription.status()), "The provider says " + seen.status());
        return written;
    }

    private int revive(Subscription subscription, SeenSubscription seen) {
        ledger.append(
                subscription,
                LedgerEntry.seen(SubscriptionEvent.ACTIVATE, calendar.today(), "Reactivated at the provider")
                        .by(seen.quantity() - subscription.quantity()));
        ledger.move(subscription, SubscriptionStatus.ACTIVE, "The provider says " + seen.status());
        return 1;
    }

    private int change(Subscription subscription, SeenSubscription seen) {
        var delta = seen.quantity() - subscription.quantity();
        var moved = !seen.partNumber().equals(subscription.atProvider().providerPartNumber());
        if (delta == 0 && !moved) {
            return 0;
        }
        var product = moved ? products.find(seen.provider(), seen.partNumber()).orElse(null) : null;
        ledger.append(
                subscription,
                LedgerEntry.seen(SubscriptionEvent.UPDATE, calendar.today(), "Changed at the provider")
                        .by(delta)
                        .to(product == null ? null : product.id())
                        .at(product == null ? null : priceOf(subscription, product)));
        if (moved) {
            become(subscription, seen.partNumber(), product);
        }
        return 1;
    }

    private static void become(Subscription subscription, String partNumber, @Nullable ProductView product) {
        if (product == null) {
            subscription.orderedAs(partNumber);
            return;
        }
        subscription.takesRulesOf(product);
    }

    /** The new product's price; where there is none, the old one goes on and price-coverage finds it. */
    private @Nullable Price priceOf(Subscription subscription, ProductView product) {
        var contract = subscription.owner().billingContractId();
        if (contract == null) {
            return null;
        }
        var price = prices.findPrice(new Sale(
                subscription.toString(),
                product.id(),
                subscription.price().salesUnit(),
                subscription.commitment().term(),
                calendar.today(),
                contracts.get(contract),
                null));
        return price.isKnown() ? price : null;
    }
}
