package io.tenantry.subscription;

import io.tenantry.catalog.Products;
import io.tenantry.customer.Customers;
import io.tenantry.customer.ProviderAccounts;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what the provider has to be told for one change. */
@Component
class ProvisioningOrders {

    private final Ledger ledger;
    private final Aims aims;
    private final SubscriptionRepository subscriptions;
    private final ProviderAccounts accounts;
    private final Customers customers;
    private final Products products;

    ProvisioningOrders(
            Ledger ledger,
            Aims aims,
            SubscriptionRepository subscriptions,
            ProviderAccounts accounts,
            Customers customers,
            Products products) {
        this.ledger = ledger;
        this.aims = aims;
        this.subscriptions = subscriptions;
        this.accounts = accounts;
        this.customers = customers;
        this.products = products;
    }

    ProvisioningOrder of(LicenseChange change) {
        var subscription = change.subscription();
        var provider = subscription.atProvider();
        var changes = ledger.of(subscription);
        var changesProduct = changesProduct(changes, change);
        var next = next(change);
        return new ProvisioningOrder(
                change.number(),
                subscription.number(),
                provider.provider(),
                accounts.get(provider.providerAccountId()).tenantId(),
                country(subscription),
                next == null ? partNumber(changes, change) : next.partNumber(),
                next == null ? subscription.commitment().term() : next.term(),
                next == null ? subscription.commitment().billingPlan() : next.billingPlan(),
                subscription.name(),
                next == null ? aims.of(change).target() : next.quantity(),
                change.providerRequestId().toString(),
                provider.providerSubscriptionId(),
                parentId(subscription),
                provider.providerOrderId(),
                change.preparedOrder(),
                tellsProvider(change, changesProduct),
                changesProduct,
                change.instruction(),
                change.instructs(Instruction.MOVE) ? change.quantityAfter() : 0);
    }

    /** What a change of the product goes on as, where that differs from what the subscription is now. */
    private static @Nullable NextTerm next(LicenseChange change) {
        var instruction = change.instruction();
        return instruction == null || instruction.instruction().changesTerm() ? null : instruction.next();
    }

    Set<String> known(String provider, Collection<String> providerSubscriptionIds) {
        return subscriptions.findIdsKnownAtProvider(provider, providerSubscriptionIds);
    }

    private static boolean tellsProvider(LicenseChange change, boolean changesProduct) {
        var matters = change.is(SubscriptionEvent.CREATE)
                || change.quantityDelta() != 0
                || changesProduct
                || change.instruction() != null;
        return matters && change.isOurs();
    }

    private static boolean changesProduct(List<LicenseChange> changes, LicenseChange change) {
        if (change.instructs(Instruction.MOVE)) {
            return true;
        }
        if (change.sequence() == 1) {
            return false;
        }
        var before = changes.get(change.sequence() - 2).productId();
        return before != null && !before.equals(change.productId());
    }

    /** The product of the change itself, as it was corrected since: corrections follow it and tell nobody. */
    private String partNumber(List<LicenseChange> changes, LicenseChange change) {
        var product = change.productId();
        for (var next : changes.subList(change.sequence(), changes.size())) {
            if (!next.isSettledCorrection()) {
                break;
            }
            product = next.productId();
        }
        return product == null
                ? change.subscription().atProvider().providerPartNumber()
                : products.get(product).providerPartNumber();
    }

    /** Unknown while nobody owns it: its clearance waits for the mapping, so nothing is told before. */
    private String country(Subscription subscription) {
        UUID customer = subscription.owner().customerId();
        return customer == null ? "" : customers.get(customer).country();
    }

    private @Nullable String parentId(Subscription subscription) {
        return subscription.parentId() == null
                ? null
                : subscriptions
                        .findById(subscription.parentId())
                        .map(parent -> parent.atProvider().providerSubscriptionId())
                        .orElse(null);
    }
}
