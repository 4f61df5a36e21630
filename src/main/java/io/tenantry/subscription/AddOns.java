package io.tenantry.subscription;

import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How subscriptions hang together: which base an add-on has, by which ratio it follows, and where it can be seen. None
 * of that changes what is owed.
 */
@Service
@Transactional
public class AddOns {

    private final Ledger ledger;
    private final Parents parents;
    private final LedgerTrail trail;
    private final SubscriptionTrees trees;
    private final SubscriptionViews views;

    AddOns(Ledger ledger, Parents parents, LedgerTrail trail, SubscriptionTrees trees, SubscriptionViews views) {
        this.ledger = ledger;
        this.parents = parents;
        this.trail = trail;
        this.trees = trees;
        this.views = views;
    }

    /**
     * Hangs a subscription below another one, or below none, or by another ratio; keeps who did it and why.
     *
     * @param parentNumber null hangs it below none
     * @param ratio so many for each of the parent's; null does not follow. Its quantity must fit by now
     * @param version of the subscription as the caller read it
     * @throws Refused if the parent is not the true one, hangs below the child itself, or the quantity does not fit
     */
    public SubscriptionView hang(String number, @Nullable String parentNumber, @Nullable Integer ratio, Act act) {
        ChangePlanning.requireReason(act.reason());
        if (parentNumber != null) {
            ledger.lockInOrder(List.of(number, parentNumber));
        }
        var parent = parentNumber == null ? null : ledger.lock(parentNumber);
        var child = ledger.lock(number);
        Stale.check(child.toString(), act.version(), child.version());
        requireLive(child);
        if (parent != null) {
            parents.requireNoLoop(child, parent);
            parents.require(Parents.Child.of(child), parent);
        }
        requireFits(child, parent, ratio);
        var parentId = parent == null ? null : parent.id();
        if (Objects.equals(parentId, child.parentId())
                && Objects.equals(ratio, child.bond().parentRatio())) {
            throw new Refused("no-change", child + " hangs there already, by that ratio");
        }
        parents.hang(child, parent, ratio, act.reason());
        return views.get(number);
    }

    /**
     * Why something is done, and which version of it the caller read.
     *
     * @param reason kept
     */
    public record Act(String reason, long version) {}

    /**
     * Where a subscription can be seen, and on which line it is billed.
     *
     * @param showOnInvoice whether it is printed although it costs nothing of its own; what costs something always is
     * @param displayOnPortal whether the customer sees it in the portal
     */
    public record Visibility(boolean showOnInvoice, boolean displayOnPortal, BillAt billAt) {}

    /** Shows or hides it. The link stays, and so does every amount. */
    public SubscriptionView show(String number, Visibility visibility, Act act) {
        ChangePlanning.requireReason(act.reason());
        var subscription = ledger.lock(number);
        Stale.check(subscription.toString(), act.version(), subscription.version());
        requireBillableAt(subscription, visibility.billAt());
        var before = subscription.appearance();
        var billedBefore = subscription.bond().billAt();
        subscription.appear(
                new Appearance(before.billable(), visibility.showOnInvoice(), visibility.displayOnPortal()));
        subscription.billAt(visibility.billAt());
        trail.acted(
                number,
                "visibility-changed",
                act.reason(),
                Map.of(
                        "showOnInvoiceFrom", before.showOnInvoice(),
                        "showOnInvoiceTo", visibility.showOnInvoice(),
                        "displayOnPortalFrom", before.displayOnPortal(),
                        "displayOnPortalTo", visibility.displayOnPortal(),
                        "billAtFrom", billedBefore,
                        "billAtTo", visibility.billAt()));
        return views.get(number);
    }

    /** Prints it no more; all else stays as it is. */
    public SubscriptionView hideOnInvoice(String number, String reason) {
        var subscription = ledger.lock(number);
        return show(
                number,
                new Visibility(
                        false,
                        subscription.appearance().displayOnPortal(),
                        subscription.bond().billAt()),
                new Act(reason, subscription.version()));
    }

    /**
     * Charges for a subscription from its first day on: what is not billed of it is owed, and comes with the next invoice.
     *
     * @throws Refused if it is billed already, or provisions linked subscriptions, whose seats would be paid for twice
     */
    public SubscriptionView makeBillable(String number, String reason) {
        ChangePlanning.requireReason(reason);
        var subscription = ledger.lock(number);
        var before = subscription.appearance();
        if (before.billable()) {
            throw new Refused("no-change", subscription + " is billed already");
        }
        if (trees.provisionsOthers(subscription)) {
            throw new Refused(
                    "linked-parent-billed",
                    subscription + " provisions linked subscriptions, so its seats would be paid for twice");
        }
        subscription.appear(new Appearance(true, before.showOnInvoice(), before.displayOnPortal()));
        trail.acted(number, "made-billable", reason, Map.of("from", false, "to", true));
        return views.get(number);
    }

    /** The whole tree that a subscription belongs to, from its top. */
    @Transactional(readOnly = true)
    public TreeView tree(String number) {
        return trees.of(ledger.subscription(number));
    }

    /** Who hung a subscription where, the latest first. */
    @Transactional(readOnly = true)
    public List<ParentChangeView> history(String number) {
        return trees.historyOf(ledger.subscription(number).number());
    }

    private static void requireLive(Subscription child) {
        if (child.hasEnded()) {
            throw new Refused("not-changeable", child + " is " + child.status() + "; it hangs nowhere any more");
        }
    }

    /** To write down a ratio that does not hold would be a lie until the parent's next change. */
    static void requireFits(Subscription child, @Nullable Subscription parent, @Nullable Integer ratio) {
        requireRatio(child.toString(), child.quantity(), parent, ratio);
    }

    static void requireRatio(String child, int quantity, @Nullable Subscription parent, @Nullable Integer ratio) {
        if (ratio == null) {
            return;
        }
        if (parent == null) {
            throw new Refused("ratio-without-parent", child + " can follow nobody: name its parent with the ratio");
        }
        if (ratio < 1 || ratio > 10_000) {
            throw new Refused("invalid-ratio", "A ratio of " + ratio + " for one is not between 1 and 10000");
        }
        var wanted = (long) ratio * parent.quantity();
        if (quantity != wanted) {
            throw new Refused(
                    "ratio-does-not-fit",
                    child + " has quantity " + quantity + ", but " + ratio + " for each of " + parent.quantity()
                            + " of " + parent.number() + " are " + wanted + "; change its quantity to that first");
        }
    }

    static void requireBillableAt(Subscription subscription, BillAt where) {
        if (where == BillAt.PARENT
                && (subscription.parentId() == null
                        || !subscription.appearance().billable())) {
            throw new Refused(
                    "no-line-of-a-parent",
                    subscription + (subscription.parentId() == null ? " has no parent" : " costs nothing of its own")
                            + ", so nothing of it can be billed on its parent's line; bill it at SELF");
        }
    }
}
