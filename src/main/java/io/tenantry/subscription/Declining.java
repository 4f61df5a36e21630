package io.tenantry.subscription;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Sets aside what the provider has yet to make true: it is left as it is there, and so are we. An end that is not told, or
 * that the provider refused, gives the seats back from the day on which they were to go: they run on there and are paid for.
 *
 * <p>25 seats at 59.85 were to end on 10 November, and the provider refuses that on the 20th: November costs 1,496.25 and
 * December as well, as if nobody had asked.
 */
@Component
class Declining {

    private final Ledger ledger;
    private final Undoings undoings;
    private final Rebuilding rebuilding;
    private final Consequences consequences;
    private final Settlement settlement;
    private final LedgerCalendar calendar;
    private final ApplicationEventPublisher events;

    Declining(
            Ledger ledger,
            Undoings undoings,
            Rebuilding rebuilding,
            Consequences consequences,
            Settlement settlement,
            LedgerCalendar calendar,
            ApplicationEventPublisher events) {
        this.ledger = ledger;
        this.undoings = undoings;
        this.rebuilding = rebuilding;
        this.consequences = consequences;
        this.settlement = settlement;
        this.calendar = calendar;
        this.events = events;
    }

    /** What a person says of a change. Of seats that move it would say nothing: have they moved, or not? */
    void setAside(LicenseChange change, String reason) {
        if (change.instructs(Instruction.MOVE) || change.entersByAMove()) {
            throw Settlement.refused(
                    change,
                    "and moves seats; repeat it, or take the move back (POST /api/v1/subscriptions/"
                            + change.subscription().number() + "/moves/" + change.number() + "/reversal)");
        }
        decline(change, reason);
    }

    void decline(LicenseChange change, String reason) {
        Settlement.requireNotSettled(change);
        if (undoings.exchangesInVain(change)) {
            exchangeBack(change, reason);
            return;
        }
        if (endsWhatRunsOn(change)) {
            goOn(change, reason);
            return;
        }
        settlement.notApplicable(change, reason);
    }

    /** With all that was to end below it and has not yet. */
    private void goOn(LicenseChange end, String reason) {
        var why = end.number() + " is not carried out: " + reason;
        undoings.undo(end, why);
        ledger.move(end.subscription(), end.foundStatus(), why);
        var followed = consequences.takeBack(end, why);
        followed.undone().forEach(below -> settlement.notApplicable(below, why));
        settlement.notApplicable(end, reason);
        followed.anew().forEach(this::request);
    }

    private void exchangeBack(LicenseChange change, String reason) {
        var rebuilt = rebuilding.without(change, change.number() + " is not carried out: " + reason);
        rebuilt.undone()
                .forEach(later -> settlement.notApplicable(later, change.number() + " before it is not carried out"));
        settlement.notApplicable(change, reason);
        rebuilt.anew().forEach(this::request);
    }

    private void request(LicenseChange change) {
        events.publishEvent(new LicenseChangeRequested(
                change.number(),
                change.subscription().number(),
                false,
                calendar.provisionOn(change.effectiveDate(), change.quantityDelta())));
    }

    private boolean endsWhatRunsOn(LicenseChange change) {
        var subscription = change.subscription();
        return change.is(SubscriptionEvent.DEACTIVATE)
                && change.isOurs()
                && change.isOpen()
                && subscription.quantity() == 0
                && (change.instructs(Instruction.CANCEL) || isThere(subscription));
    }

    /** An order that never came runs nowhere. */
    private boolean isThere(Subscription subscription) {
        return subscription.atProvider().providerSubscriptionId() != null
                || ledger.creationOf(subscription).provisioningStatus() == ProvisioningStatus.PROVISIONED;
    }
}
