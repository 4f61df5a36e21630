package io.tenantry.subscription;

import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Takes in a change: checks it against state, window and ledger, then writes it now or schedules it. */
@Component
class ChangeRequests {

    private final Ledger ledger;
    private final ChangePlanning planning;
    private final ChangeWriting writing;
    private final ReductionWindow window;
    private final Turns turns;
    private final Waits waits;
    private final LedgerTrail trail;
    private final LedgerCalendar calendar;
    private final SubscriptionRepository subscriptions;
    private final EntityManager entities;
    private final ApplicationEventPublisher events;

    ChangeRequests(
            Ledger ledger,
            ChangePlanning planning,
            ChangeWriting writing,
            ReductionWindow window,
            Turns turns,
            Waits waits,
            LedgerTrail trail,
            LedgerCalendar calendar,
            SubscriptionRepository subscriptions,
            EntityManager entities,
            ApplicationEventPublisher events) {
        this.ledger = ledger;
        this.planning = planning;
        this.writing = writing;
        this.window = window;
        this.turns = turns;
        this.waits = waits;
        this.trail = trail;
        this.calendar = calendar;
        this.subscriptions = subscriptions;
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
        events.publishEvent(new LicenseChangeRequested(number, subscription.number(), scheduled, plan.provisionOn()));
        return new RequestedChange(number, subscription.number(), scheduled, plan.effectiveDate(), plan.provisionOn());
    }

    private PlannedChange check(Subscription subscription, ChangeCommand command) {
        var deactivates = command.kind() == ChangeCommand.Kind.DEACTIVATE;
        writing.requireChangeable(subscription, deactivates ? SubscriptionEvent.DEACTIVATE : SubscriptionEvent.UPDATE);
        var plan = planning.plan(subscription, command);
        if (deactivates) {
            requireNoAddOns(subscription);
        }
        LedgerChecks.requireExact(ledger.of(subscription), plan);
        window.requireAllowed(subscription, plan.quantityDelta(), plan.effectiveDate());
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

    /** An add-on cannot outlive its base. */
    private void requireNoAddOns(Subscription subscription) {
        List<String> addOns = subscriptions.findInForceUnder(subscription.id());
        if (!addOns.isEmpty()) {
            throw new Refused(
                    "has-add-ons", subscription + " is the base of " + addOns + "; deactivate those add-ons first");
        }
    }
}
