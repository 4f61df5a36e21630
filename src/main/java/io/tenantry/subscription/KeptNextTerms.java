package io.tenantry.subscription;

import io.tenantry.provider.Providers;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Keeps a next-term instruction through other changes. A provider forgets it at each change within the term, even one
 * that says it again in the same breath; so it is told again, by a change of its own that names the other one.
 */
@Component
class KeptNextTerms {

    private final Ledger ledger;
    private final Providers providers;
    private final LedgerCalendar calendar;
    private final ApplicationEventPublisher events;

    KeptNextTerms(Ledger ledger, Providers providers, LedgerCalendar calendar, ApplicationEventPublisher events) {
        this.ledger = ledger;
        this.providers = providers;
        this.calendar = calendar;
        this.events = events;
    }

    @EventListener
    void settled(LicenseChangeSettled event) {
        var change = ledger.change(event.changeNumber());
        var subscription = change.subscription();
        var next = subscription.outlook().next();
        if (next == null || !forgets(change) || isToldAnyway(subscription)) {
            return;
        }
        var again = ledger.append(
                subscription,
                LedgerEntry.asked(
                                SubscriptionEvent.UPDATE,
                                calendar.today(),
                                "Keeps the next-term instruction through " + change.number())
                        .instructing(TermInstruction.of(Instruction.NEXT_TERM, next))
                        .following(change));
        events.publishEvent(new LicenseChangeRequested(again.number(), subscription.number(), false, calendar.now()));
    }

    private boolean forgets(LicenseChange change) {
        return change.isOurs()
                && change.provisioningStatus() == ProvisioningStatus.PROVISIONED
                && change.subscription().status() == SubscriptionStatus.ACTIVE
                && (change.instruction() == null || change.instructs(Instruction.MOVE))
                && providers.view(change.subscription().atProvider().provider()).isAutomatic();
    }

    /** A later change that is still to go says what it renews to, or that it does not. */
    private boolean isToldAnyway(Subscription subscription) {
        return ledger.of(subscription).stream()
                .filter(later -> !later.provisioningStatus().isSettled())
                .anyMatch(later -> later.instruction() != null || later.quantityDelta() != 0);
    }
}
