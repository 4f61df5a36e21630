package io.tenantry.subscription;

import io.tenantry.shared.Refused;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Moves that the provider refused, taken back whatever was asked since: they would be in the way of all that comes after
 * them for ever. 3 of 30 seats were to move and the old one was changed from 27 to 20 since: it has 23 then, and the
 * provider is told so.
 */
@Component
class MoveReversals {

    private final Ledger ledger;
    private final Replacements replacements;
    private final Settlement settlement;
    private final SubscriptionRepository subscriptions;
    private final Parents parents;
    private final LedgerCalendar calendar;
    private final ApplicationEventPublisher events;

    MoveReversals(
            Ledger ledger,
            Replacements replacements,
            Settlement settlement,
            SubscriptionRepository subscriptions,
            Parents parents,
            LedgerCalendar calendar,
            ApplicationEventPublisher events) {
        this.ledger = ledger;
        this.replacements = replacements;
        this.settlement = settlement;
        this.subscriptions = subscriptions;
        this.parents = parents;
        this.calendar = calendar;
        this.events = events;
    }

    void takeBack(String oldNumber, LicenseChange leaving, String reason) {
        var old = leaving.subscription();
        var successor = replacements
                .entering(leaving)
                .filter(change -> leaving.provisioningStatus() == ProvisioningStatus.FAILED_PROVISIONING)
                .filter(change -> old.number().equals(oldNumber))
                .map(LicenseChange::subscription)
                .orElseThrow(() -> new Refused(
                        "not-a-failed-move", leaving + " is no move of " + oldNumber + " that the provider refused"));
        var voided = requireNoneMovedOn(successor);
        var why = "Takes back " + leaving.number() + ": " + reason;
        giveBack(old, leaving, why);
        end(successor, leaving, why);
        if (leaving.quantityAfter() == 0) {
            old.recommit(old.commitment().goingOn());
            ledger.move(old, SubscriptionStatus.ACTIVE, why);
        }
        rehang(successor, old, reason);
        settlement.notApplicable(leaving, reason);
        voided.forEach(change -> settlement.notApplicable(change, why));
    }

    /** What was asked of the new one since: the provider never had it, so nothing of that can be done. */
    private List<LicenseChange> requireNoneMovedOn(Subscription successor) {
        var since = ledger.of(successor).stream()
                .filter(change -> change.sequence() > 1)
                .filter(change -> !change.provisioningStatus().isSettled())
                .toList();
        since.stream()
                .filter(change -> change.instructs(Instruction.MOVE))
                .findFirst()
                .ifPresent(onward -> {
                    throw new Refused(
                            "changed-since",
                            successor + " was to move on with " + onward.number() + "; take that back first");
                });
        return since;
    }

    /** From the same day on, so that neither half is worth anything. One that has ended since needs no seats any more. */
    private void giveBack(Subscription old, LicenseChange leaving, String why) {
        var whole = leaving.quantityAfter() == 0;
        if (!whole && old.hasEnded()) {
            return;
        }
        var back = whole ? SubscriptionEvent.ACTIVATE : SubscriptionEvent.UPDATE;
        var entry =
                LedgerEntry.asked(back, leaving.effectiveDate(), why).by(-leaving.quantityDelta());
        if (wasChangedSince(old, leaving)) {
            var told = ledger.append(old, entry);
            events.publishEvent(
                    new LicenseChangeRequested(told.number(), old.number(), false, calendar.now()));
        } else {
            ledger.append(old, entry.settledHere());
        }
    }

    /** The target of a later change counts without the seats that were to move; the provider has to hear of them. */
    private boolean wasChangedSince(Subscription old, LicenseChange leaving) {
        return ledger.of(old).stream()
                .anyMatch(change -> change.sequence() > leaving.sequence() && change.quantityDelta() != 0);
    }

    private void rehang(Subscription successor, Subscription old, String reason) {
        for (var child : subscriptions.lockInForceUnder(successor.id())) {
            if (old.hasEnded()) {
                parents.hang(child, null, null, reason);
            } else {
                parents.hang(child, old, child.bond().parentRatio(), reason);
            }
        }
    }

    private void end(Subscription successor, LicenseChange leaving, String why) {
        if (successor.quantity() > 0) {
            ledger.append(
                    successor,
                    LedgerEntry.ended(leaving.effectiveDate(), why).by(-successor.quantity()));
        }
        if (!successor.hasEnded()) {
            ledger.move(successor, SubscriptionStatus.CANCELLED, why);
        }
    }
}
