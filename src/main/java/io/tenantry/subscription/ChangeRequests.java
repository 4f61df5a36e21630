package io.tenantry.subscription;

import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Takes in a change: checks it against state, window and ledger, then writes it now or schedules it. */
@Component
class ChangeRequests {

    private final Ledger ledger;
    private final ChangePlanning planning;
    private final ChangeWriting writing;
    private final NeededCapabilities needed;
    private final ReductionWindow window;
    private final Refunds refunds;
    private final Turns turns;
    private final Waits waits;
    private final LedgerTrail trail;
    private final LedgerCalendar calendar;
    private final Followers followers;
    private final EntityManager entities;
    private final ApplicationEventPublisher events;

    ChangeRequests(
            Ledger ledger,
            ChangePlanning planning,
            ChangeWriting writing,
            NeededCapabilities needed,
            ReductionWindow window,
            Refunds refunds,
            Turns turns,
            Waits waits,
            LedgerTrail trail,
            LedgerCalendar calendar,
            Followers followers,
            EntityManager entities,
            ApplicationEventPublisher events) {
        this.ledger = ledger;
        this.planning = planning;
        this.writing = writing;
        this.needed = needed;
        this.window = window;
        this.refunds = refunds;
        this.turns = turns;
        this.waits = waits;
        this.trail = trail;
        this.calendar = calendar;
        this.followers = followers;
        this.entities = entities;
        this.events = events;
    }

    RequestedChange request(ChangeCommand command) {
        var subscription = ledger.lock(command.subscriptionNumber());
        if (command.version() != null) {
            Stale.check(subscription.toString(), command.version(), subscription.version());
        }
        var plan = check(subscription, command);
        var scheduled = plan.effectiveDate().isAfter(calendar.today());
        var number = scheduled ? schedule(subscription, plan) : write(subscription, plan);
        events.publishEvent(new LicenseChangeRequested(
                number, subscription.number(), scheduled, plan.mergeOn(), plan.provisionOn()));
        return new RequestedChange(number, subscription.number(), scheduled, plan.effectiveDate(), plan.provisionOn());
    }

    private PlannedChange check(Subscription subscription, ChangeCommand command) {
        writing.requireChangeable(subscription, ChangePlanning.event(command.kind()));
        needed.requireFor(subscription, command.kind());
        var plan = planning.plan(subscription, command);
        requireNotFollowing(subscription, plan);
        refunds.require(subscription, plan);
        LedgerChecks.requireExact(ledger.of(subscription), plan);
        window.requireAllowed(subscription, plan.quantityDelta(), plan.effectiveDate());
        followers.of(subscription, plan);
        var price = writing.priceAfter(subscription, plan);
        if (command.kind() == ChangeCommand.Kind.PRICE && price != null && price.sameAs(subscription.price())) {
            throw new Refused("no-change", subscription + " costs " + price.perUnit() + " already");
        }
        return plan;
    }

    private String write(Subscription subscription, PlannedChange plan) {
        var change = writing.write(subscription, plan, trail.author().actor());
        waits.follow(change.number(), turns.of(change));
        return change.number();
    }

    /** The subscription itself does not change yet, but whoever read it before has not seen what is planned. */
    private String schedule(Subscription subscription, PlannedChange plan) {
        entities.lock(subscription, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
        return ledger.schedule(subscription, plan).number();
    }

    /** What follows has no quantity of its own; it may end, though. */
    private static void requireNotFollowing(Subscription subscription, PlannedChange plan) {
        var ratio = subscription.bond().parentRatio();
        if (ratio != null && plan.quantityDelta() != 0 && plan.event() == SubscriptionEvent.UPDATE) {
            throw new Refused(
                    "follows-parent",
                    subscription + " follows its parent by " + ratio + " for one; change the parent's quantity, or take"
                            + " the ratio off (PUT /api/v1/subscriptions/" + subscription.number()
                            + "/parent)");
        }
    }
}
