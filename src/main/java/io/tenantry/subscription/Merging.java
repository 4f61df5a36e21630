package io.tenantry.subscription;

import io.tenantry.shared.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Makes a license change of a scheduled one, once its day has come. */
@Component
class Merging {

    private final ChangeWriting writing;
    private final ReductionWindow window;
    private final Followers followers;
    private final Refunds refunds;
    private final ScheduledLicenseChangeRepository others;
    private final Waits waits;
    private final LedgerCalendar calendar;
    private final LedgerTrail trail;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;

    Merging(
            ChangeWriting writing,
            ReductionWindow window,
            Followers followers,
            Refunds refunds,
            ScheduledLicenseChangeRepository others,
            Waits waits,
            LedgerCalendar calendar,
            LedgerTrail trail,
            Ledger ledger,
            ApplicationEventPublisher events) {
        this.writing = writing;
        this.window = window;
        this.followers = followers;
        this.refunds = refunds;
        this.others = others;
        this.waits = waits;
        this.calendar = calendar;
        this.trail = trail;
        this.ledger = ledger;
        this.events = events;
    }

    String merge(ScheduledLicenseChange scheduled) {
        if (scheduled.licenseChange() != null) {
            return scheduled.licenseChange().number();
        }
        if (scheduled.status() != ScheduledStatus.PENDING) {
            throw new MergeRefused(
                    MergeCause.OTHER, scheduled + " is " + scheduled.status() + "; only a pending change is merged");
        }
        requireNothingStuckBefore(scheduled);
        var plan = requireStillPossible(scheduled);
        var change = writing.write(scheduled.subscription(), plan, scheduled.actor());
        var from = scheduled.status();
        scheduled.merged(change);
        trail.moved(scheduled, new StatusMove(from, scheduled.status(), "Merged into " + change.number()));
        if (plan.provisionOn().isAfter(calendar.now())) {
            waits.begin(
                    change.number(),
                    Wait.of(
                            WaitingFor.EFFECTIVE_DATE,
                            change.number() + " took effect on " + plan.effectiveDate()
                                    + " and goes to the provider on " + calendar.dayOf(plan.provisionOn())
                                    + "; there is nothing to do."));
        }
        return change.number();
    }

    void failed(ScheduledLicenseChange scheduled, MergeCause cause, String words) {
        var from = scheduled.status();
        scheduled.mergeFailed(cause, words);
        trail.moved(scheduled, new StatusMove(from, scheduled.status(), words));
        events.publishEvent(new ScheduledMergeFailed(
                scheduled.number(), scheduled.subscription().number(), cause, words));
    }

    /**
     * One that is on its way to the provider is waited for in turn. One that cannot get there without help would hold
     * up whatever is merged behind it.
     */
    private void requireNothingStuckBefore(ScheduledLicenseChange scheduled) {
        var subscription = scheduled.subscription();
        ledger.of(subscription).stream()
                .filter(change -> !change.provisioningStatus().isSettled())
                .filter(LicenseChange::needsHelp)
                .findFirst()
                .ifPresent(stuck -> {
                    throw new MergeRefused(
                            MergeCause.EARLIER_CHANGE_OPEN,
                            Turns.PRIOR + " " + Turns.describe(stuck) + " " + scheduled.number()
                                    + " is then merged by itself.");
                });
        others.findFailedBefore(subscription, scheduled.mergeOn()).stream()
                .findFirst()
                .ifPresent(earlier -> {
                    throw new MergeRefused(
                            MergeCause.EARLIER_CHANGE_OPEN,
                            earlier + " is due before it and could not be merged (" + earlier.message()
                                    + "); retry or cancel that one first");
                });
    }

    /** All that was checked when it was scheduled may have changed since. Nothing is touched before all of it holds. */
    private PlannedChange requireStillPossible(ScheduledLicenseChange scheduled) {
        var subscription = scheduled.subscription();
        var plan = new PlannedChange(
                scheduled.changeType(),
                scheduled.deltaNow(),
                scheduled.productId(),
                scheduled.unitPrice(),
                scheduled.refund(),
                scheduled.effectiveDate(),
                scheduled.mergeOn(),
                scheduled.provisionOn(),
                scheduled.reason());
        try {
            writing.requireChangeable(subscription, plan.event());
            ChangePlanning.requireInForce(subscription, plan.effectiveDate());
            refunds.require(subscription, plan);
            requireQuantity(subscription, plan);
            LedgerChecks.requireExact(ledger.of(subscription), plan);
            window.requireAllowed(subscription, plan.quantityDelta(), plan.effectiveDate());
            writing.priceAfter(subscription, plan);
            followers.of(subscription, plan);
            writing.requireFitting(subscription, plan);
            return plan;
        } catch (Refused refused) {
            throw new MergeRefused(MergeCause.of(refused.type()), String.valueOf(refused.getMessage()));
        }
    }

    private static void requireQuantity(Subscription subscription, PlannedChange plan) {
        var least = plan.event() == SubscriptionEvent.DEACTIVATE ? 0 : 1;
        if (subscription.quantityAfter(plan.quantityDelta()) < least) {
            throw new Refused(
                    "invalid-quantity",
                    subscription + " has quantity " + subscription.quantity() + " by now; a change by "
                            + plan.quantityDelta() + " leaves none. Cancel the scheduled change, or deactivate it");
        }
    }
}
