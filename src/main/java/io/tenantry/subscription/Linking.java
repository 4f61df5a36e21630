package io.tenantry.subscription;

import io.tenantry.provider.ProviderKind;
import io.tenantry.provider.ProviderView;
import io.tenantry.provider.Providers;
import io.tenantry.shared.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the parent that provisions a linked subscription. It may belong to anybody, for instance to the head office; but
 * it is there for provisioning only and is never billed. Provisioning best practices §2.
 */
@Component
class Linking {

    private final Providers providers;
    private final Ledger ledger;

    Linking(Providers providers, Ledger ledger) {
        this.providers = providers;
        this.ledger = ledger;
    }

    /**
     * Locks the parent until the transaction ends.
     *
     * @param wanted number of the parent that the order names
     * @return null for a subscription that is not linked
     * @throws Refused if provider and parent do not fit together
     */
    @Nullable
    Subscription parentOf(String provider, @Nullable String wanted) {
        var view = providers.view(provider);
        var linked = view.kind() == ProviderKind.LINKED;
        if (wanted == null) {
            requireNone(view, linked);
            return null;
        }
        if (!linked) {
            throw new Refused(
                    "not-linked",
                    view + " is " + view.kind() + " and provisions by itself; leave the linked parent out, or order a"
                            + " product of a linked provider");
        }
        return requireUsable(ledger.lock(wanted));
    }

    private static void requireNone(ProviderView provider, boolean linked) {
        if (linked) {
            throw new Refused(
                    "linked-parent-missing",
                    provider + " provisions through a parent subscription; name it (linkedTo)");
        }
    }

    private Subscription requireUsable(Subscription parent) {
        if (parent.hasEnded()) {
            throw new Refused(
                    "linked-parent-ended",
                    parent + " is " + parent.status() + "; a linked subscription needs a parent that is in force");
        }
        if (parent.linkedToId() != null) {
            throw new Refused(
                    "linked-parent-linked",
                    parent + " is linked itself; link to the subscription that its provider provisions");
        }
        if (parent.appearance().billable()) {
            throw new Refused(
                    "linked-parent-billed",
                    parent + " is billed, so its seats would be paid for twice; the parent of linked subscriptions is"
                            + " ordered with billable = false");
        }
        return parent;
    }
}
