package io.tenantry.sandbox.partnercenter;

import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.world.SandboxClock;

/** Decides what a subscription becomes when somebody wants it changed, through the API or in the portal. */
public final class SubscriptionChanges {

    private final Subscriptions subscriptions;
    private final Catalog catalog;
    private final SandboxClock clock;

    public SubscriptionChanges(Subscriptions subscriptions, Catalog catalog, SandboxClock clock) {
        this.subscriptions = subscriptions;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** The subscription as it will be; nothing is stored. */
    Subscription change(String customerId, Subscription current, Fields wanted) {
        refuseIfPending(current);
        var changed = current.copy();
        var base = subscriptions.hasBaseFor(customerId, current.item().productId());
        new SubscriptionPatch(changed, wanted, clock.instant(), catalog).apply(base);
        changed.changed();
        return changed;
    }

    static void refuseIfPending(Subscription subscription) {
        if (SubscriptionLife.isPending(subscription)) {
            throw Refusal.conflict(900278, "Another operation on this subscription is pending.");
        }
    }
}
