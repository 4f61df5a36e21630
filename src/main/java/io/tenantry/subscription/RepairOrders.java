package io.tenantry.subscription;

import io.tenantry.shared.Refused;
import io.tenantry.subscription.SeenDifference.Kind;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Tells a provider again what we say and it says differently: just that, and nothing else that differs too. The ledger
 * stays as it is; the change that tells it moves no seat and has to be confirmed like any other.
 */
@Component
class RepairOrders {

    private final Ledger ledger;
    private final LedgerCalendar calendar;
    private final ApplicationEventPublisher events;

    RepairOrders(Ledger ledger, LedgerCalendar calendar, ApplicationEventPublisher events) {
        this.ledger = ledger;
        this.calendar = calendar;
        this.events = events;
    }

    /** Whether a change of ours that was refused is what the provider would have to be told. */
    static boolean isAbout(LicenseChange refused, Kind kind) {
        var instruction =
                refused.instruction() == null ? null : refused.instruction().instruction();
        return switch (kind) {
            case QUANTITY -> refused.quantityDelta() != 0;
            case AUTO_RENEW -> instruction == Instruction.AUTO_RENEW_ON || instruction == Instruction.AUTO_RENEW_OFF;
            case NEXT_TERM -> instruction == Instruction.NEXT_TERM || instruction == Instruction.NEXT_TERM_OFF;
            case STATUS ->
                instruction == Instruction.SUSPEND
                        || instruction == Instruction.REACTIVATE
                        || refused.is(SubscriptionEvent.DEACTIVATE);
            case PRODUCT, TERM -> instruction == Instruction.MOVE || instruction == Instruction.TRIAL_TO_PAID;
            case MISSING_THERE, MISSING_HERE -> false;
        };
    }

    /** @throws Refused if the provider cannot be told that; says what can be done instead */
    void send(Subscription subscription, Kind kind, SeenSubscription seen, String reason) {
        var instruction =
                switch (kind) {
                    case AUTO_RENEW ->
                        TermInstruction.of(
                                subscription.commitment().autoRenew()
                                        ? Instruction.AUTO_RENEW_ON
                                        : Instruction.AUTO_RENEW_OFF);
                    case NEXT_TERM -> nextTerm(subscription);
                    case STATUS -> TermInstruction.of(standing(subscription, seen));
                    default -> throw unfit(subscription, kind);
                };
        var event = instruction.instruction() == Instruction.CANCEL
                ? SubscriptionEvent.DEACTIVATE
                : SubscriptionEvent.UPDATE;
        var change = ledger.append(
                subscription, LedgerEntry.asked(event, calendar.today(), reason).instructing(instruction));
        events.publishEvent(new LicenseChangeRequested(change.number(), subscription.number(), false, calendar.now()));
    }

    private static TermInstruction nextTerm(Subscription subscription) {
        var next = subscription.outlook().next();
        return next == null
                ? TermInstruction.of(Instruction.NEXT_TERM_OFF)
                : TermInstruction.of(Instruction.NEXT_TERM, next);
    }

    private static Instruction standing(Subscription subscription, SeenSubscription seen) {
        var theirs = SeenStatus.of(seen.status());
        if (theirs.hasEnded()) {
            throw new Refused(
                    "repair-unfit",
                    subscription
                            + " has ended at the provider, which brings nothing back; adopt that, and order what the"
                            + " customer still needs anew");
        }
        if (subscription.hasEnded()) {
            return Instruction.CANCEL;
        }
        return switch (theirs) {
            case LIVE -> Instruction.SUSPEND;
            case PAUSED -> Instruction.REACTIVATE;
            default ->
                throw new Refused(
                        "repair-unfit",
                        "The provider says '" + seen.status() + "' of " + subscription
                                + ", which says neither yes nor no; ask its support what that means");
        };
    }

    private static Refused unfit(Subscription subscription, Kind kind) {
        var words =
                switch (kind) {
                    case PRODUCT ->
                        "a product is changed there upwards only, and " + subscription
                                + " cannot be moved back; adopt theirs and plan ours for the next term";
                    case TERM ->
                        "a term is changed there to a longer one only, and that of " + subscription
                                + " cannot be taken back; adopt theirs and plan ours for the next term";
                    default -> subscription + " is not there any more; adopt that, and order anew what is still needed";
                };
        return new Refused("repair-unfit", "The provider cannot be told ours: " + words);
    }
}
