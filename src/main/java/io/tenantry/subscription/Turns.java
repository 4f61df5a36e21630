package io.tenantry.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whose turn it is: changes of one subscription go to the provider strictly in order, add-ons after their base. */
@Component
class Turns {

    private static final Turn FREE = new Turn(null, "");

    static final String PRIOR =
            "There are one or more prior License Change Logs for this Subscription that are either Awaiting"
                    + " Provisioning or have Failed Provisioning.";

    private final Ledger ledger;
    private final SubscriptionRepository subscriptions;
    private final LicenseChangeRepository changes;

    Turns(Ledger ledger, SubscriptionRepository subscriptions, LicenseChangeRepository changes) {
        this.ledger = ledger;
        this.changes = changes;
        this.subscriptions = subscriptions;
    }

    /** Locks from the base to the add-ons, as all do that change several of a tree. */
    Turn held(String changeNumber) {
        changes.findCauseSubscription(changeNumber).ifPresent(subscriptions::lock);
        var change = ledger.lockChange(changeNumber);
        if (change.is(SubscriptionEvent.DEACTIVATE)) {
            changes.findFollowingSubscriptions(lineage(change)).forEach(subscriptions::lock);
        }
        return of(change);
    }

    Turn of(LicenseChange change) {
        return ledger.of(change.subscription()).stream()
                .filter(earlier -> earlier.sequence() < change.sequence())
                .filter(earlier -> !earlier.provisioningStatus().isSettled())
                .findFirst()
                .map(blocker -> new Turn(blocker.number(), PRIOR + " " + describe(blocker)))
                .orElseGet(() -> inTree(change));
    }

    /** A quantity goes to the base first; an end goes to what hangs below it first, which cannot outlive its base. */
    private Turn inTree(LicenseChange change) {
        if (change.is(SubscriptionEvent.DEACTIVATE)) {
            return lineage(change).stream()
                    .flatMap(caused -> changes.findFollowing(caused).stream())
                    .filter(below -> below.is(SubscriptionEvent.DEACTIVATE))
                    .filter(below -> !below.provisioningStatus().isSettled())
                    .findFirst()
                    .map(below -> new Turn(
                            below.number(),
                            change.subscription() + " is the base of " + below.subscription() + ", which ends first. "
                                    + describe(below)))
                    .orElse(FREE);
        }
        return change.followsId() == null
                ? FREE
                : changes.findById(change.followsId())
                        .map(this::asItCountsNow)
                        .filter(cause -> !cause.provisioningStatus().isSettled())
                        .map(cause -> new Turn(
                                cause.number(),
                                change.subscription() + " follows its parent " + cause.subscription() + ". "
                                        + describe(cause),
                                WaitingFor.PARENT))
                        .orElse(FREE);
    }

    /** The change, and those in whose place it stands: what followed them follows it. */
    private List<UUID> lineage(LicenseChange change) {
        var ids = new ArrayList<UUID>();
        for (@Nullable UUID id = change.id();
                id != null;
                id = changes.findReplaced(id).orElse(null)) {
            ids.add(id);
        }
        return ids;
    }

    /** The change, or what was made anew in its place. */
    private LicenseChange asItCountsNow(LicenseChange cause) {
        var present = cause;
        for (var next = changes.findAnewFor(present.id()); next.isPresent(); next = changes.findAnewFor(present.id())) {
            present = next.get();
        }
        return present;
    }

    /** Locks the parent, so that the answer holds until the transaction ends. */
    Turn ofAddOn(Subscription addOn) {
        return addOn.parentId() == null
                ? FREE
                : after(subscriptions.lock(addOn.parentId()).orElseThrow(), addOn);
    }

    /** What a change waits for, as a person is told: nothing is locked, so it may be over by the time it is read. */
    Turn asSeen(LicenseChange change) {
        var turn = of(change);
        var parentId = change.subscription().parentId();
        if (!turn.mayGo() || change.event() != SubscriptionEvent.CREATE || parentId == null) {
            return turn;
        }
        return after(subscriptions.findById(parentId).orElseThrow(), change.subscription());
    }

    private Turn after(Subscription parent, Subscription addOn) {
        var creation = ledger.creationOf(parent);
        if (creation.provisioningStatus().isSettled()) {
            return FREE;
        }
        return new Turn(
                creation.number(),
                addOn + " waits for its parent " + parent.number() + " (" + parent.name() + "). " + describe(creation),
                WaitingFor.PARENT);
    }

    /** How a change that is in the way stands, and what to do about it. */
    static String describe(LicenseChange blocker) {
        var awaiting = blocker.provisioningStatus() == ProvisioningStatus.AWAITING_PROVISIONING;
        var words = blocker.providerMessage() == null ? "" : " ('" + blocker.providerMessage() + "')";
        var moves = blocker.instructs(Instruction.MOVE) || blocker.entersByAMove();
        return blocker.number() + " is " + blocker.provisioningStatus().label() + words + "; "
                + (awaiting
                        ? "let it be provisioned first, or "
                        : "fix its cause and set it to Awaiting Provisioning, or ")
                + (moves
                        ? "take the move of seats back that it is half of."
                        : awaiting
                                ? "set it to Not Applicable if it is done already."
                                : "to Not Applicable if it is done already.");
    }
}
