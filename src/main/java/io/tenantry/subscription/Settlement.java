package io.tenantry.subscription;

import io.tenantry.shared.Refused;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Moves the provisioning status of a change, and tells those who wait for it. The caller has locked it. */
@Component
class Settlement {

    private final Ledger ledger;
    private final LedgerTrail trail;
    private final Waits waits;
    private final TellingRows tellings;
    private final LedgerCalendar calendar;
    private final MergeRetries merges;
    private final ApplicationEventPublisher events;

    Settlement(
            Ledger ledger,
            LedgerTrail trail,
            Waits waits,
            TellingRows tellings,
            LedgerCalendar calendar,
            MergeRetries merges,
            ApplicationEventPublisher events) {
        this.ledger = ledger;
        this.trail = trail;
        this.waits = waits;
        this.tellings = tellings;
        this.calendar = calendar;
        this.merges = merges;
        this.events = events;
    }

    void placed(LicenseChange change, @Nullable String orderId, @Nullable String providerSubscriptionId) {
        change.subscription().knownAtProviderAs(orderId, providerSubscriptionId);
    }

    /** The provider's word outranks a Not Applicable that somebody set meanwhile; a failed change is put back first. */
    void provisioned(LicenseChange change) {
        if (change.provisioningStatus() == ProvisioningStatus.PROVISIONED) {
            return;
        }
        if (change.provisioningStatus() == ProvisioningStatus.FAILED_PROVISIONING) {
            throw refused(change, "so it is not on its way; put it back to Awaiting Provisioning first");
        }
        var from = change.provisioningStatus();
        change.provisioned(calendar.now());
        trail.moved(change, new StatusMove(from, change.provisioningStatus(), "Confirmed by the provider"));
        if (change.is(SubscriptionEvent.CREATE)) {
            change.subscription().provisioned(calendar.now());
        }
        settled(change, true);
    }

    /** What is settled or has failed already stays so: a person may have decided meanwhile. */
    void failed(LicenseChange change, String words) {
        if (change.provisioningStatus() == ProvisioningStatus.AWAITING_PROVISIONING) {
            fail(change, words);
            events.publishEvent(new LicenseChangeFailed(
                    change.number(), change.subscription().number(), words));
        }
    }

    /** The half of a move that enters fails with the one that leaves, whose failure tells of both. */
    void failedWithItsOtherHalf(LicenseChange entering, String words) {
        if (entering.provisioningStatus() == ProvisioningStatus.AWAITING_PROVISIONING) {
            fail(entering, words);
        }
    }

    private void fail(LicenseChange change, String words) {
        var from = change.provisioningStatus();
        var before = Turns.describe(change);
        change.failed(words);
        trail.moved(change, new StatusMove(from, change.provisioningStatus(), words));
        waits.reworded(change.number(), before, Turns.describe(change));
    }

    /** Whoever provisions it has nothing to do, so what it says holds. */
    void nothingToProvision(LicenseChange change, String reason) {
        setAside(change, reason, true);
    }

    Instant toldSince(LicenseChange change) {
        return tellings.toldSince(change).orElseGet(change::createdAt);
    }

    void notApplicable(LicenseChange change, String reason) {
        setAside(change, reason, false);
    }

    static void requireNotSettled(LicenseChange change) {
        if (change.provisioningStatus() == ProvisioningStatus.PROVISIONED) {
            throw refused(change, "so the provider has it; order a new change to take it back");
        }
    }

    private void setAside(LicenseChange change, String reason, boolean holds) {
        if (change.provisioningStatus() == ProvisioningStatus.NOT_APPLICABLE) {
            return;
        }
        requireNotSettled(change);
        tellings.requireNotUnderWay(change);
        var from = change.provisioningStatus();
        change.notApplicable();
        trail.moved(change, new StatusMove(from, change.provisioningStatus(), reason));
        settled(change, holds);
    }

    /**
     * Back to the provider. This will not change quantities: it tells the target that the change has anyway. One that
     * is stuck on its way is tried again as it is.
     */
    void requeue(LicenseChange change, String reason) {
        if (change.isStuck()) {
            tryAgain(change, reason);
            return;
        }
        if (change.provisioningStatus() == ProvisioningStatus.AWAITING_PROVISIONING) {
            throw refused(change, "already; it goes to the provider in its turn");
        }
        if (change.provisioningStatus() == ProvisioningStatus.PROVISIONED) {
            throw refused(change, "so the provider has it; there is nothing to repeat");
        }
        requireOurs(change);
        requireNotUndone(change);
        requireOwnOrder(change);
        requireNotThereAlready(change);
        requireNothingSettledAfter(change);
        var from = change.provisioningStatus();
        var before = Turns.describe(change);
        change.requeue();
        trail.moved(change, new StatusMove(from, change.provisioningStatus(), reason));
        waits.reworded(change.number(), before, Turns.describe(change));
        events.publishEvent(new LicenseChangeRequeued(
                change.number(),
                change.subscription().number(),
                change.is(SubscriptionEvent.CREATE),
                calendar.provisionOn(change.effectiveDate(), change.quantityDelta())));
    }

    /** The outcome of the earlier tries is unknown, so the request id stays and the provider recognises it. */
    private void tryAgain(LicenseChange change, String reason) {
        waits.over(change.number());
        trail.acted(change.number(), "tried-again", reason, Map.of());
        events.publishEvent(
                new LicenseChangeRetried(change.number(), change.subscription().number()));
    }

    /** Back to Awaiting together with the change whose order it is part of. */
    void awaitAgain(LicenseChange change, String reason) {
        var from = change.provisioningStatus();
        change.requeue();
        trail.moved(change, new StatusMove(from, change.provisioningStatus(), reason));
    }

    /** Seats that move are ordered by what takes them out of the old subscription. */
    private static void requireOwnOrder(LicenseChange change) {
        if (change.entersByAMove()) {
            throw refused(change, "and comes with a move of seats; repeat the change that takes them out instead");
        }
    }

    /** What our books have taken back must not come to pass after all. */
    private void requireNotUndone(LicenseChange change) {
        ledger.undoing(change).ifPresent(by -> {
            throw refused(change, "and was taken back by " + by + "; order it anew");
        });
    }

    /** What the provider told us is not told back: it would be ordered a second time. */
    private static void requireOurs(LicenseChange change) {
        if (!change.isOurs()) {
            throw refused(change, "for it was not made here; there is nothing to tell the provider");
        }
    }

    /** Somebody ordered it there by hand and the sync linked it: our order would be a second one. */
    private static void requireNotThereAlready(LicenseChange change) {
        var id = change.subscription().atProvider().providerSubscriptionId();
        if (change.is(SubscriptionEvent.CREATE) && id != null) {
            throw new Refused(
                    "exists-at-provider",
                    change + " cannot be repeated: it exists at the provider as " + id
                            + "; there is nothing to order, Not Applicable is its right status");
        }
    }

    /** @param holds whether what it says is so from now on */
    private void settled(LicenseChange change, boolean holds) {
        var subscription = change.subscription();
        if (change.is(SubscriptionEvent.CREATE) && subscription.status() == SubscriptionStatus.AWAITING_PROVISIONING) {
            ledger.move(subscription, SubscriptionStatus.ACTIVE, change.number() + " needs no more provisioning");
        }
        if (change.provisioningStatus() == ProvisioningStatus.PROVISIONED) {
            events.publishEvent(new LicensesProvisioned(change.number(), subscription.number()));
        }
        events.publishEvent(new LicenseChangeSettled(change.number(), subscription.number(), holds));
        merges.after(subscription, change.number() + " is settled");
    }

    /** The target of an old change would undo what the provider has confirmed since. */
    private void requireNothingSettledAfter(LicenseChange change) {
        ledger.of(change.subscription()).stream()
                .filter(later -> later.sequence() > change.sequence())
                .filter(later -> later.provisioningStatus().isSettled() && later.supersedes(change))
                .filter(later -> !Aims.movesWith(change, later))
                .findFirst()
                .ifPresent(later -> {
                    throw new Refused(
                            "superseded",
                            change + " cannot be repeated: " + later.number() + " after it is "
                                    + later.provisioningStatus().label() + ", and repeating " + change.number()
                                    + (later.quantityDelta() == 0
                                            ? " would undo what the provider was told by it"
                                            : " would set the quantity back from " + later.quantityAfter() + " to "
                                                    + change.quantityAfter()));
                });
    }

    static Refused refused(LicenseChange change, String why) {
        return new Refused(
                "wrong-status", change + " is " + change.provisioningStatus().label() + ", " + why);
    }
}
