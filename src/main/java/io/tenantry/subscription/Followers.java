package io.tenantry.subscription;

import io.tenantry.shared.Refused;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Carries a change down the tree. A child that hangs on its parent by a ratio has so many for each of the parent's, and
 * its own children follow it in turn; what is deactivated takes all below it along. Provisioning best practices §4.
 *
 * <p>Five for each of a parent of 5 are 25; when the parent grows to 6, the child grows by 5 to 30, in the same
 * transaction, by a license change of its own that names the parent's.
 */
@Component
class Followers {

    private final SubscriptionRepository subscriptions;
    private final Ledger ledger;
    private final LedgerCalendar calendar;
    private final ApplicationEventPublisher events;

    Followers(
            SubscriptionRepository subscriptions,
            Ledger ledger,
            LedgerCalendar calendar,
            ApplicationEventPublisher events) {
        this.subscriptions = subscriptions;
        this.ledger = ledger;
        this.calendar = calendar;
        this.events = events;
    }

    /** What a child is going to do, and what its own children will do then. */
    record Step(Subscription child, int delta, List<Step> below) {}

    /**
     * Who follows a planned change, and how. Locks them; writes nothing.
     *
     * @throws Refused if one of them cannot follow
     */
    List<Step> of(Subscription parent, PlannedChange plan) {
        if (plan.event() == SubscriptionEvent.DEACTIVATE) {
            return ending(parent, plan);
        }
        return plan.quantityDelta() == 0
                ? List.of()
                : following(parent, parent.quantityAfter(plan.quantityDelta()), plan);
    }

    private List<Step> following(Subscription parent, int quantity, PlannedChange plan) {
        var steps = new ArrayList<Step>();
        for (var child : subscriptions.lockInForceUnder(parent.id())) {
            var ratio = child.bond().parentRatio();
            if (ratio == null) {
                continue;
            }
            var target = Math.multiplyExact((long) ratio, (long) quantity);
            if (target != child.quantity()) {
                var delta = requirePossible(parent, child, target, plan);
                steps.add(new Step(child, delta, following(child, (int) target, plan)));
            }
        }
        return steps;
    }

    private int requirePossible(Subscription parent, Subscription child, long target, PlannedChange plan) {
        if (child.status() == SubscriptionStatus.SUSPENDED) {
            throw new Refused(
                    "follower-suspended",
                    child + " follows " + parent + " and is suspended, so it cannot follow now; reactivate it first,"
                            + " or take its ratio off");
        }
        if (target > Subscription.MAX_QUANTITY) {
            throw new Refused(
                    "invalid-quantity",
                    child + " follows " + parent + " by " + child.bond().parentRatio() + " for one and would have "
                            + target + ", which is more than " + Subscription.MAX_QUANTITY);
        }
        LedgerChecks.requireExact(ledger.of(child), plan);
        return (int) (target - child.quantity());
    }

    private List<Step> ending(Subscription parent, PlannedChange plan) {
        return subscriptions.lockInForceUnder(parent.id()).stream()
                .map(child -> new Step(child, -child.quantity(), ending(child, plan)))
                .toList();
    }

    /** Writes the steps, each as a change of its own that follows the parent's, and sends it on its way. */
    void follow(List<Step> steps, LicenseChange cause, PlannedChange plan, String actor) {
        for (var step : steps) {
            var change = ledger.append(step.child(), entry(step, cause, plan, actor));
            if (plan.event() == SubscriptionEvent.DEACTIVATE) {
                ledger.move(step.child(), SubscriptionStatus.INACTIVE, change.reason());
            }
            events.publishEvent(
                    new LicenseChangeRequested(change.number(), step.child().number(), false, calendar.now()));
            follow(step.below(), change, plan, actor);
        }
    }

    private static LedgerEntry entry(Step step, LicenseChange cause, PlannedChange plan, String actor) {
        var parent = cause.subscription();
        var how = plan.event() == SubscriptionEvent.DEACTIVATE
                ? "which ends"
                : "by " + step.child().bond().parentRatio() + " for each of " + cause.quantityAfter();
        var start = step.child().commitment().startDate();
        var from = plan.effectiveDate().isBefore(start) ? start : plan.effectiveDate();
        return LedgerEntry.asked(
                        plan.event(), from, "Follows " + cause.number() + " of " + parent.number() + ", " + how)
                .by(step.delta())
                .refunding(plan.refund())
                .following(cause)
                .askedBy(actor);
    }
}
