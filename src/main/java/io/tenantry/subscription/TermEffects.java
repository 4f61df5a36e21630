package io.tenantry.subscription;

import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What an instruction says holds here once it holds at the provider, in the transaction that settles it. One that a person
 * sets aside leaves both as they are.
 */
@Component
class TermEffects {

    private final Ledger ledger;
    private final LedgerCalendar calendar;

    TermEffects(Ledger ledger, LedgerCalendar calendar) {
        this.ledger = ledger;
        this.calendar = calendar;
    }

    /** Before any process goes on because of it. */
    @EventListener
    @Order(0)
    void settled(LicenseChangeSettled event) {
        var change = ledger.change(event.changeNumber());
        var instruction = change.instruction();
        if (change.is(SubscriptionEvent.CREATE)
                && !change.subscription().commitment().autoRenew()) {
            change.subscription().knowItsTermEnd(calendar.today());
        }
        if (instruction != null && event.holds()) {
            apply(change.subscription(), instruction, "Settled by " + change.number());
        }
    }

    void apply(Subscription subscription, TermInstruction instruction, String reason) {
        switch (instruction.instruction()) {
            case AUTO_RENEW_ON -> subscription.renews(true);
            case AUTO_RENEW_OFF -> {
                subscription.knowItsTermEnd(calendar.today());
                subscription.renews(false);
            }
            case SUSPEND -> {
                subscription.knowItsTermEnd(calendar.today());
                // The provider ends auto-renewal with it, and to reactivate does not bring it back.
                subscription.renews(false);
                move(subscription, SubscriptionStatus.SUSPENDED, reason);
            }
            case REACTIVATE -> move(subscription, SubscriptionStatus.ACTIVE, reason);
            case NEXT_TERM -> {
                subscription.knowItsTermEnd(calendar.today());
                subscription.lookAhead(subscription.outlook().renewingTo(instruction.next()));
            }
            case NEXT_TERM_OFF -> subscription.lookAhead(subscription.outlook().renewingTo(null));
            case CANCEL -> ledger.move(subscription, SubscriptionStatus.CANCELLED, reason);
            case TRIAL_TO_PAID -> subscription.lookAhead(subscription.outlook().onTrial(false));
            case MOVE -> {}
        }
    }

    /** What has ended meanwhile does not come back by an old instruction. */
    private void move(Subscription subscription, SubscriptionStatus to, String reason) {
        if (!subscription.hasEnded()) {
            ledger.move(subscription, to, reason);
        }
    }
}
