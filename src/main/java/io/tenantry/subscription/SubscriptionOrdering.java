package io.tenantry.subscription;

import io.tenantry.catalog.ProductView;
import io.tenantry.catalog.Products;
import io.tenantry.shared.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Checks an order for a new subscription, and opens its ledger. Nothing is written unless all of it is right. */
@Component
class SubscriptionOrdering {

    private final Buyers buyers;
    private final Products products;
    private final NeededCapabilities needed;
    private final Linking linking;
    private final SellingPrices prices;
    private final Parents parents;
    private final Ledger ledger;
    private final LedgerCalendar calendar;
    private final ApplicationEventPublisher events;

    SubscriptionOrdering(
            Buyers buyers,
            Products products,
            NeededCapabilities needed,
            Linking linking,
            SellingPrices prices,
            Parents parents,
            Ledger ledger,
            LedgerCalendar calendar,
            ApplicationEventPublisher events) {
        this.buyers = buyers;
        this.products = products;
        this.needed = needed;
        this.linking = linking;
        this.prices = prices;
        this.parents = parents;
        this.ledger = ledger;
        this.calendar = calendar;
        this.events = events;
    }

    Subscription place(NewSubscription order, Placement placement) {
        Term.requireSellable(order.term(), order.billingPlan());
        requireQuantity(order.quantity());
        var buyer = buyers.require(order.providerAccountNumber(), order.contractNumber());
        StartDates.require(order.startDate(), buyer.contract(), calendar.today());
        var product = requireProduct(
                placement.provider() == null ? buyer.account().provider() : placement.provider(), order.partNumber());
        needed.requireForOrder(product.provider(), order.parentNumber() != null, "An order for " + product.title());
        var linkedParent = linking.parentOf(product.provider(), order.linkedTo());
        var parent = order.parentNumber() == null ? null : ledger.lock(order.parentNumber());
        if (parent != null) {
            parents.require(child(buyer, product), parent);
        }
        var price = price(order, buyer, product);
        var subscription = new Subscription(draft(order, buyer, product, parent));
        subscription.hangOn(parent, placement.ratio());
        subscription.billAt(placement.billAt());
        requireFits(subscription, order, parent, placement);
        if (linkedParent != null) {
            subscription.linkTo(linkedParent);
        }
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

    private static void requireFits(
            Subscription subscription, NewSubscription order, @Nullable Subscription parent, Placement placement) {
        AddOns.requireRatio(subscription.toString(), order.quantity(), parent, placement.ratio());
        AddOns.requireBillableAt(subscription, placement.billAt());
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

    private static Parents.Child child(Buyer buyer, ProductView product) {
        return new Parents.Child(
                product.title() + " (" + product.providerPartNumber() + ")",
                product.provider(),
                buyer.account().id(),
                buyer.customerId(),
                product.id());
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
