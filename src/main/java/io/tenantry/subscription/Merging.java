package io.tenantry.subscription;

import io.tenantry.shared.Refused;
import org.springframework.stereotype.Component;

/** Makes a license change of a scheduled one, once its day has come. */
@Component
class Merging {

    private final ChangeWriting writing;
    private final ReductionWindow window;
    private final Followers followers;
    private final LedgerTrail trail;
    private final Ledger ledger;

    Merging(ChangeWriting writing, ReductionWindow window, Followers followers, LedgerTrail trail, Ledger ledger) {
        this.followers = followers;
        this.writing = writing;
        this.window = window;
        this.trail = trail;
        this.ledger = ledger;
    }

    String merge(ScheduledLicenseChange scheduled) {
        if (scheduled.licenseChange() != null) {
            return scheduled.licenseChange().number();
        }
        if (scheduled.status() != ScheduledStatus.PENDING) {
            throw new MergeRefused(scheduled + " is " + scheduled.status() + "; only a pending change is merged");
        }
        var plan = requireStillPossible(scheduled);
        var change = writing.write(scheduled.subscription(), plan, scheduled.actor());
        var from = scheduled.status();
        scheduled.merged(change);
        trail.moved(scheduled, new StatusMove(from, scheduled.status(), "Merged into " + change.number()));
        return change.number();
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
                scheduled.provisionOn(),
                scheduled.reason());
        try {
            writing.requireChangeable(subscription, plan.event());
            requireQuantity(subscription, plan);
            LedgerChecks.requireExact(ledger.of(subscription), plan);
            window.requireAllowed(subscription, plan.quantityDelta(), plan.effectiveDate());
            writing.priceAfter(subscription, plan);
            followers.of(subscription, plan);
            return plan;
        } catch (Refused refused) {
            throw new MergeRefused(String.valueOf(refused.getMessage()));
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
