package io.tenantry.subscription;

import io.tenantry.shared.Conflict;
import io.tenantry.shared.Refused;
import jakarta.persistence.EntityManager;
import java.util.TreeMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Moves or corrects a scheduled change: what holds for a new one holds for it as well. The caller has locked it. */
@Component
class Rescheduling {

    private final Ledger ledger;
    private final ChangePlanning planning;
    private final ChangeWriting writing;
    private final ReductionWindow window;
    private final Refunds refunds;
    private final LedgerCalendar calendar;
    private final LedgerTrail trail;
    private final EntityManager entities;
    private final ApplicationEventPublisher events;

    Rescheduling(
            Ledger ledger,
            ChangePlanning planning,
            ChangeWriting writing,
            ReductionWindow window,
            Refunds refunds,
            LedgerCalendar calendar,
            LedgerTrail trail,
            EntityManager entities,
            ApplicationEventPublisher events) {
        this.ledger = ledger;
        this.planning = planning;
        this.writing = writing;
        this.window = window;
        this.refunds = refunds;
        this.calendar = calendar;
        this.trail = trail;
        this.entities = entities;
        this.events = events;
    }

    void edit(ScheduledLicenseChange change, ScheduledChangeEdit edit) {
        requireEditable(change);
        var plan = planning.replan(change, edit);
        check(change, plan);
        var facts = new TreeMap<String, Object>();
        note(facts, "effectiveDate", change.effectiveDate(), plan.effectiveDate());
        note(facts, "provisionOn", change.provisionOn(), plan.provisionOn());
        note(facts, "quantityDelta", change.deltaNow(), plan.quantityDelta());
        note(facts, "unitPrice", String.valueOf(change.unitPrice()), String.valueOf(plan.unitPrice()));
        note(facts, "refund", change.refund(), plan.refund());
        if (facts.isEmpty()) {
            throw new Refused("no-change", change + " is like that already");
        }
        change.edit(plan);
        entities.flush();
        trail.acted(change.number(), "scheduled-change-edited", edit.reason(), facts);
        events.publishEvent(new ScheduledChangeEdited(
                change.number(), change.subscription().number(), plan.mergeOn(), plan.provisionOn()));
    }

    private void requireEditable(ScheduledLicenseChange change) {
        if (!change.isOpen()) {
            throw new Refused("wrong-status", change + " is " + change.status() + " and can no longer be changed");
        }
        if (change.isDue(calendar.now())) {
            throw new Conflict(
                    "being-merged",
                    change + " is due and being merged; look at it again in a moment, or cancel it if it stands still");
        }
    }

    private void check(ScheduledLicenseChange change, PlannedChange plan) {
        var subscription = change.subscription();
        writing.requireChangeable(subscription, plan.event());
        refunds.require(subscription, plan);
        LedgerChecks.requireExact(ledger.of(subscription), plan);
        window.requireAllowed(subscription, plan.quantityDelta(), plan.effectiveDate());
        writing.priceAfter(subscription, plan);
    }

    private static void note(TreeMap<String, Object> facts, String what, Object before, Object after) {
        if (!before.equals(after)) {
            facts.put(what, before + " → " + after);
        }
    }
}
