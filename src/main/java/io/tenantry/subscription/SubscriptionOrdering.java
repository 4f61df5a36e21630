package io.tenantry.subscription;

import io.tenantry.catalog.ProductView;
import io.tenantry.catalog.Products;
import io.tenantry.shared.Refused;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Checks an order for a new subscription, and opens its ledger. Nothing is written unless all of it is right. */
@Component
class SubscriptionOrdering {

    private final Buyers buyers;
    private final Products products;
    private final SellingPrices prices;
    private final Ledger ledger;
    private final LedgerCalendar calendar;
    private final ApplicationEventPublisher events;

    SubscriptionOrdering(
            Buyers buyers,
            Products products,
            SellingPrices prices,
            Ledger ledger,
            LedgerCalendar calendar,
            ApplicationEventPublisher events) {
        this.buyers = buyers;
        this.products = products;
        this.prices = prices;
        this.ledger = ledger;
        this.calendar = calendar;
        this.events = events;
    }

    Subscription place(NewSubscription order) {
        Term.requireSellable(order.term(), order.billingPlan());
        requireQuantity(order.quantity());
        var buyer = buyers.require(order.providerAccountNumber(), order.contractNumber());
        StartDates.require(order.startDate(), buyer.contract(), calendar.today());
        var product = requireProduct(buyer.account().provider(), order.partNumber());
        var parent = Optional.ofNullable(order.parentNumber())
                .map(number -> requireParent(number, buyer))
                .orElse(null);
        var price = price(order, buyer, product);
        var subscription = new Subscription(draft(order, buyer, product, parent));
        var creation = ledger.append(
                subscription,
                LedgerEntry.asked(SubscriptionEvent.CREATE, order.startDate(), "Ordered")
                        .by(order.quantity())
                        .to(product.id())
                        .at(price));
        var provisionOn = calendar.provisionOn(order.startDate(), order.quantity());
        events.publishEvent(new SubscriptionRequested(subscription.number(), creation.number(), provisionOn));
        return subscription;
    }

    private static void requireQuantity(int quantity) {
        if (quantity < 1 || quantity > Subscription.MAX_QUANTITY) {
            throw new Refused(
                    "invalid-quantity",
                    "Quantity " + quantity + " cannot be ordered; give 1 to " + Subscription.MAX_QUANTITY);
        }
    }

    private ProductView requireProduct(String provider, String partNumber) {
        var product = products.find(provider, partNumber)
                .orElseThrow(() -> new Refused(
                        "product-unknown",
                        "Product '" + partNumber + "' of " + provider
                                + " is not in the catalog; load the provider's price sheet first"));
        if (!product.active()) {
            throw new Refused(
                    "product-retired",
                    "Product '" + partNumber + "' (" + product.title() + ") is no longer sold; choose its successor");
        }
        return product;
    }

    /** Only the true base subscription will do: the provider refuses an add-on to anything else. */
    private Subscription requireParent(String number, Buyer buyer) {
        var parent = ledger.lock(number);
        if (!buyer.account().id().equals(parent.atProvider().providerAccountId())
                || !buyer.customerId().equals(parent.owner().customerId())) {
            throw new Refused(
                    "parent-of-another",
                    parent + " belongs to another tenant or customer than "
                            + buyer.account().number() + "; name the true base subscription of the same tenant");
        }
        if (parent.hasEnded()) {
            throw new Refused(
                    "parent-ended",
                    parent + " is " + parent.status() + "; an add-on needs a base subscription that is in force");
        }
        return parent;
    }

    private Price price(NewSubscription order, Buyer buyer, ProductView product) {
        return prices.require(prices.quote(new Sale(
                product.title() + " (" + product.providerPartNumber() + ")",
                product.id(),
                order.salesUnit(),
                order.term(),
                order.startDate(),
                buyer.contract(),
                order.unitPrice())));
    }

    private SubscriptionDraft draft(
            NewSubscription order, Buyer buyer, ProductView product, @Nullable Subscription parent) {
        var name = order.name() == null || order.name().isBlank() ? product.title() : order.name();
        return new SubscriptionDraft(
                ledger.nextSubscriptionNumber(),
                name.strip(),
                buyer.owner(),
                new AtProvider(product.provider(), buyer.account().id(), product.providerPartNumber(), null, null),
                product,
                new Commitment(order.term(), order.billingPlan(), order.startDate(), null, null, order.autoRenew()),
                new Appearance(order.billable(), order.showOnInvoice(), order.displayOnPortal()),
                parent == null ? null : parent.id(),
                ChangeSource.PORTAL,
                null);
    }
}
