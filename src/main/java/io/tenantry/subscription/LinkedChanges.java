package io.tenantry.subscription;

import io.tenantry.provider.ProviderRejected;
import io.tenantry.shared.Refused;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes of linked subscriptions: the parent's ledger gets the same delta, its own process provisions it, and the
 * child's change follows what becomes of it. One way only: what is changed at the parent directly never comes down.
 *
 * <p>A parent of 50 seats provisions children of 10, 25 and 15. The 25 become 35: the parent becomes 60, and its provider
 * is told 60. Provisioning best practices §2.
 */
@Service
@Transactional
public class LinkedChanges {

    private final Ledger ledger;
    private final LicenseChangeRepository changes;
    private final SubscriptionRepository subscriptions;
    private final ChangePlanning planning;
    private final ChangeWriting writing;
    private final ReductionWindow window;
    private final Settlement settlement;
    private final Waits waits;
    private final ApplicationEventPublisher events;

    LinkedChanges(
            Ledger ledger,
            LicenseChangeRepository changes,
            SubscriptionRepository subscriptions,
            ChangePlanning planning,
            ChangeWriting writing,
            ReductionWindow window,
            Settlement settlement,
            Waits waits,
            ApplicationEventPublisher events) {
        this.ledger = ledger;
        this.changes = changes;
        this.subscriptions = subscriptions;
        this.planning = planning;
        this.writing = writing;
        this.window = window;
        this.settlement = settlement;
        this.waits = waits;
        this.events = events;
    }

    /**
     * Appends the child's delta to the parent's ledger, once however often it is repeated; a parent's change that has
     * failed meanwhile, or was set aside, is put back. Publishes {@link LicenseChangeRequested} for the parent's change.
     *
     * @return number of the parent's change
     * @throws ProviderRejected if the parent cannot take it; nothing is written
     */
    @Transactional(noRollbackFor = ProviderRejected.class)
    public String push(String changeNumber) {
        var change = ledger.change(changeNumber);
        var parent = subscriptions.lock(parentOf(change)).orElseThrow();
        var pushed = changes.findPushedBy(change.id())
                .map(known -> again(known, change))
                .orElseGet(() -> pushNow(change, parent));
        waits.begin(
                change.number(),
                new Wait(
                        WaitingFor.LINKED_PARENT,
                        change.number() + " is provisioned by its linked parent " + parent + " with " + pushed
                                + "; it follows what becomes of that.",
                        pushed));
        return pushed;
    }

    /** What became of the parent's change. Locks the parent until the transaction ends, so that the answer stays true. */
    public LinkedOutcome outcome(String changeNumber) {
        var change = ledger.change(changeNumber);
        subscriptions.lock(parentOf(change));
        var pushed = changes.findPushedBy(change.id()).orElseThrow();
        var words = pushed.providerMessage();
        return new LinkedOutcome(
                pushed.number(), pushed.provisioningStatus(), words == null ? "" : pushed + " has failed: " + words);
    }

    private String again(LicenseChange pushed, LicenseChange change) {
        var status = pushed.provisioningStatus();
        if (status == ProvisioningStatus.FAILED_PROVISIONING || status == ProvisioningStatus.NOT_APPLICABLE) {
            try {
                settlement.requeue(pushed, change.number() + " was put back");
            } catch (Refused refused) {
                throw new ProviderRejected(
                        "linked-parent", "The linked parent cannot repeat it: " + refused.getMessage());
            }
        }
        return pushed.number();
    }

    private String pushNow(LicenseChange change, Subscription parent) {
        var day = laterOf(change.effectiveDate(), parent.commitment().startDate());
        try {
            var plan = planning.plan(parent, wanted(change, parent, day));
            writing.requireChangeable(parent, plan.event());
            LedgerChecks.requireExact(ledger.of(parent), plan);
            window.requireAllowed(parent, plan.quantityDelta(), day);
            var pushed = ledger.append(
                    parent,
                    LedgerEntry.caused(SubscriptionEvent.UPDATE, day, plan.reason())
                            .by(change.quantityDelta())
                            .refunding(change.refund()));
            pushed.pushedBy(change);
            events.publishEvent(
                    new LicenseChangeRequested(pushed.number(), parent.number(), false, plan.provisionOn()));
            return pushed.number();
        } catch (Refused refused) {
            throw new ProviderRejected("linked-parent", "The linked parent cannot take it: " + refused.getMessage());
        }
    }

    private static UUID parentOf(LicenseChange change) {
        return Objects.requireNonNull(change.subscription().linkedToId(), () -> change + " is linked to no parent");
    }

    private static ChangeCommand wanted(LicenseChange change, Subscription parent, LocalDate day) {
        return new ChangeCommand(
                parent.number(),
                ChangeCommand.Kind.QUANTITY,
                null,
                change.quantityDelta(),
                null,
                null,
                change.refund(),
                ChangeCommand.Effective.ON_DATE,
                day,
                "Linked subscription " + change.subscription().number() + " changed with " + change.number(),
                null);
    }

    private static LocalDate laterOf(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? other : one;
    }
}
