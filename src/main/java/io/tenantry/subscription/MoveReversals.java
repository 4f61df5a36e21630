package io.tenantry.subscription;

import io.tenantry.shared.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Takes moves of seats back that came to nothing: the old subscription goes on from the same day as if nothing had been,
 * and the new one never was. What was changed since is no obstacle: on the old one it stays, made anew where the provider
 * has yet to hear of it; on the new one it goes with it, and with it what followed below.
 *
 * <p>10 of 20 seats were to move on 3 March, and two more were ordered meanwhile: 10, then 12. The provider refuses the
 * move and holds 20. Taken back, the two are ordered as 22, not as 12.
 */
@Component
class MoveReversals {

    private final Ledger ledger;
    private final Undoings undoings;
    private final Rebuilding rebuilding;
    private final Consequences consequences;
    private final Replacements replacements;
    private final Parents parents;
    private final Settlement settlement;
    private final TellingRows tellings;
    private final ScheduledLicenseChanges scheduled;
    private final SubscriptionRepository subscriptions;
    private final LedgerCalendar calendar;
    private final ApplicationEventPublisher events;
    private final Duration overdue;

    /** @param overdue after which a provider is said to have been at work for too long; see the polling */
    MoveReversals(
            Ledger ledger,
            Undoings undoings,
            Rebuilding rebuilding,
            Consequences consequences,
            Replacements replacements,
            Parents parents,
            Settlement settlement,
            TellingRows tellings,
            ScheduledLicenseChanges scheduled,
            SubscriptionRepository subscriptions,
            LedgerCalendar calendar,
            ApplicationEventPublisher events,
            @Value("${tenantry.polling.overdue-after:PT24H}") Duration overdue) {
        this.ledger = ledger;
        this.undoings = undoings;
        this.rebuilding = rebuilding;
        this.consequences = consequences;
        this.replacements = replacements;
        this.parents = parents;
        this.settlement = settlement;
        this.tellings = tellings;
        this.scheduled = scheduled;
        this.subscriptions = subscriptions;
        this.calendar = calendar;
        this.events = events;
        this.overdue = overdue;
    }

    /** @throws Refused unless the provider has refused it, was never told of it, or has been at it for too long */
    MoveTakenBack takeBack(LicenseChange leaving, String reason) {
        var entering = replacements.entering(leaving).orElseThrow(() -> noMove(leaving));
        var old = leaving.subscription();
        var successor = entering.subscription();
        requireCameToNothing(leaving);
        requireNotThere(leaving, successor);
        var why = "Takes back " + leaving.number() + ": " + reason;
        var withdrawn = withdraw(entering, why);
        var rebuilt = rebuilding.without(leaving, why);
        var refused = numbers(rebuilt.refused());
        ledger.scheduledOf(successor).forEach(number -> scheduled.cancel(number, why));
        ledger.move(successor, SubscriptionStatus.CANCELLED, why);
        if (leaving.quantityAfter() == 0) {
            old.recommit(old.commitment().goingOn());
            ledger.move(old, SubscriptionStatus.ACTIVE, why);
        }
        hangBack(successor, old, reason);
        replacements.takenBack(leaving, entering, reason);
        withdrawn.undone().forEach(change -> settlement.notApplicable(change, why));
        rebuilt.undone().forEach(change -> settlement.notApplicable(change, why));
        settlement.notApplicable(leaving, reason);
        var anew = new ArrayList<>(withdrawn.anew());
        anew.addAll(rebuilt.anew());
        anew.forEach(this::request);
        return new MoveTakenBack(old.number(), numbers(anew), refused);
    }

    private void hangBack(Subscription successor, Subscription old, String reason) {
        for (var child : subscriptions.lockInForceUnder(successor.id())) {
            if (old.hasEnded()) {
                parents.hang(child, null, null, reason);
            } else {
                parents.hang(child, old, child.bond().parentRatio(), reason);
            }
        }
    }

    private static List<String> numbers(List<LicenseChange> changes) {
        return changes.stream().map(LicenseChange::number).toList();
    }

    static Refused noMove(LicenseChange change) {
        return new Refused("not-a-move", change + " moves no seats; there is no move to take back");
    }

    private void requireCameToNothing(LicenseChange leaving) {
        if (leaving.provisioningStatus() == ProvisioningStatus.FAILED_PROVISIONING) {
            return;
        }
        if (leaving.provisioningStatus() != ProvisioningStatus.AWAITING_PROVISIONING) {
            throw new Refused(
                    "not-a-failed-move",
                    leaving + " is " + leaving.provisioningStatus().label() + "; move the seats back by a new move");
        }
        tellings.requireNotUnderWay(leaving);
        var wait = tellings.standing(leaving);
        if (wait.handedOver()) {
            throw new Refused(
                    "with-somebody",
                    leaving + " is with somebody who provisions it: " + wait.words() + " Let it be said"
                            + " there that it cannot be done; then take it back");
        }
        if (wait.told() && !wait.pendingFor(overdue, calendar.now())) {
            throw new Refused(
                    "told-already",
                    leaving + " may be at the provider, who was told of it; wait for the outcome, or try it again. Once"
                            + " the provider has been at it for " + overdue.toHours() + " hours it can be taken back");
        }
    }

    private static void requireNotThere(LicenseChange leaving, Subscription successor) {
        var id = successor.atProvider().providerSubscriptionId();
        if (id != null) {
            throw new Refused(
                    "exists-at-provider",
                    successor + " exists at the provider as " + id + ", so the seats have moved; repeat "
                            + leaving.number() + " instead of taking it back");
        }
    }

    /** All of the new one, the latest first, with what followed it; what it was to be told is told to nobody. */
    private Rebuilding.Rebuilt withdraw(LicenseChange entering, String why) {
        var changes = rebuilding.since(entering);
        var open = changes.stream().filter(LicenseChange::isOpen).toList();
        var undone = new ArrayList<LicenseChange>();
        var anew = new ArrayList<LicenseChange>();
        for (var change : Rebuilding.latestFirst(changes)) {
            var followed = consequences.takeBack(change, why);
            undone.addAll(followed.undone());
            anew.addAll(followed.anew());
            if (undoings.moves(change)) {
                undoings.undo(change, why);
            }
        }
        undone.addAll(open);
        undoings.undo(entering, why);
        undone.add(entering);
        return new Rebuilding.Rebuilt(undone, anew);
    }

    private void request(LicenseChange change) {
        events.publishEvent(new LicenseChangeRequested(
                change.number(),
                change.subscription().number(),
                false,
                calendar.provisionOn(change.effectiveDate(), change.quantityDelta())));
    }
}
