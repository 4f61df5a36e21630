package io.tenantry.subscription;

import io.tenantry.provider.ProviderActivated;
import io.tenantry.provider.ProviderKind;
import io.tenantry.provider.Providers;
import io.tenantry.shared.Refused;
import io.tenantry.subscription.ProviderCheck.Verdict;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The last look before a change goes to its provider: can the provider do it, is it active, and is the change cleared at
 * all? What holds it is kept with the change, so that nobody has to guess.
 */
@Service
@Transactional
public class ProviderChecks {

    private final Ledger ledger;
    private final LicenseChangeRepository changes;
    private final Providers providers;
    private final NeededCapabilities needed;
    private final Clearances clearances;
    private final Waits waits;
    private final ApplicationEventPublisher events;

    ProviderChecks(
            Ledger ledger,
            LicenseChangeRepository changes,
            Providers providers,
            NeededCapabilities needed,
            Clearances clearances,
            Waits waits,
            ApplicationEventPublisher events) {
        this.ledger = ledger;
        this.changes = changes;
        this.providers = providers;
        this.needed = needed;
        this.clearances = clearances;
        this.waits = waits;
        this.events = events;
    }

    /** Asks, and keeps with the change what it waits for. The answer holds until the transaction ends. */
    public ProviderCheck of(String changeNumber) {
        var change = ledger.change(changeNumber);
        var provider = providers.hold(change.subscription().atProvider().provider());
        try {
            needed.requireOf(change);
        } catch (Refused refused) {
            return new ProviderCheck(Verdict.REFUSED, String.valueOf(refused.getMessage()), provider.kind());
        }
        if (!provider.active()) {
            return held(
                    change,
                    Wait.of(
                            WaitingFor.PROVIDER_INACTIVE,
                            change.number() + " waits for " + provider
                                    + ", which is not active; an administrator activates it on the page Providers."),
                    provider.kind());
        }
        var clearance = clearances.of(changeNumber);
        var reason = clearance.reason();
        if (reason != null) {
            return held(change, Wait.of(reason, clearance.words()), provider.kind());
        }
        waits.over(change.number());
        return new ProviderCheck(Verdict.CLEARED, "", provider.kind());
    }

    private ProviderCheck held(LicenseChange change, Wait wait, ProviderKind kind) {
        waits.begin(change.number(), wait);
        return new ProviderCheck(Verdict.WAITS, wait.words(), kind);
    }

    /** What waited for the provider may go on. */
    @EventListener
    void activated(ProviderActivated event) {
        changes.findAwaitingAt(event.provider())
                .forEach(change -> events.publishEvent(new ClearanceGiven(
                        change.number(), change.subscription().number())));
    }
}
