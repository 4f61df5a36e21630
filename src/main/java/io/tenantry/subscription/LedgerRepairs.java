package io.tenantry.subscription;

import io.tenantry.shared.Refused;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts right what ledger and provider say differently, by a person's decision. The ledger stays what it is: each repair
 * appends to it, nothing in it is edited. Provisioning best practices §5.
 */
@Service
@Transactional
public class LedgerRepairs {

    private final Ledger ledger;
    private final LedgerCalendar calendar;
    private final Settlement settlement;
    private final Adoption adoption;
    private final ChangeRequests requests;
    private final LedgerTrail trail;
    private final EntityManager entities;

    LedgerRepairs(
            Ledger ledger,
            LedgerCalendar calendar,
            Settlement settlement,
            Adoption adoption,
            ChangeRequests requests,
            LedgerTrail trail,
            EntityManager entities) {
        this.ledger = ledger;
        this.calendar = calendar;
        this.settlement = settlement;
        this.adoption = adoption;
        this.requests = requests;
        this.trail = trail;
        this.entities = entities;
    }

    /**
     * Writes what the provider says, as changes of source PROVIDER. Changes of ours that it has refused become Not
     * Applicable, for they are not wanted any more.
     *
     * @return how many changes were written
     */
    public int adopt(String subscriptionNumber, Answer answer, String reason) {
        var subscription = lock(subscriptionNumber, answer.before());
        settleRefused(subscription, reason);
        entities.flush();
        var written = adoption.adopt(List.of(answer.seen()), null).changes().size();
        if (written == 0 && SeenStatus.of(answer.seen().status()) == SeenStatus.UNKNOWN) {
            throw new Refused(
                    "status-unknown",
                    "The provider says '" + answer.seen().status() + "' of " + subscription
                            + ", which nobody here knows, so there is nothing to take over; ask the provider, or let it"
                            + " differ");
        }
        tell(subscription, "theirs-adopted", reason);
        return written;
    }

    /**
     * What the provider said.
     *
     * @param before how things stood here before it was asked
     */
    public record Answer(SeenSubscription seen, LedgerSnapshot before) {}

    /** Takes in what nobody here knew of. */
    public int adoptUnknown(SeenSubscription seen) {
        return adoption.adopt(List.of(seen), null).changes().size();
    }

    /** The provider has it no more: it ends here, today, and is billed until then. */
    public void endVanished(String subscriptionNumber, LedgerSnapshot before, String reason) {
        var subscription = lock(subscriptionNumber, before);
        settleRefused(subscription, reason);
        if (subscription.quantity() > 0) {
            ledger.append(
                    subscription,
                    LedgerEntry.seen(
                                    SubscriptionEvent.DEACTIVATE,
                                    calendar.today(),
                                    "Vanished at the provider: " + reason)
                            .by(-subscription.quantity())
                            .refunding(false));
        }
        ledger.move(subscription, SubscriptionStatus.CANCELLED, "Vanished at the provider: " + reason);
        tell(subscription, "vanished-ended", reason);
    }

    /**
     * Tells the provider our quantity again: the oldest change that it has refused goes back to it. If there is none, what
     * happened there is written first and then ordered back, so that the ledger tells both.
     */
    public void sendOurs(String subscriptionNumber, Answer answer, String reason) {
        var subscription = lock(subscriptionNumber, answer.before());
        var refused = refused(subscription);
        if (!refused.isEmpty()) {
            settlement.requeue(refused.get(0), reason);
            return;
        }
        var ours = subscription.quantity();
        adopt(subscriptionNumber, answer, reason);
        requests.request(ChangeCommand.quantity(subscriptionNumber, ours, reason));
    }

    /**
     * Brings our books to what is there, from a day on, and tells nobody: for what was changed on both sides long ago.
     *
     * @throws Refused if the day is not the subscription's, or bills days at a value that they never had
     */
    public void correct(String subscriptionNumber, Answer answer, LocalDate from, String reason) {
        var subscription = lock(subscriptionNumber, answer.before());
        settleRefused(subscription, reason);
        var quantity = answer.seen().quantity();
        var delta = quantity - subscription.quantity();
        if (delta == 0) {
            throw new Refused("nothing-to-correct", subscription + " has quantity " + quantity + " already");
        }
        var written = ledger.of(subscription);
        if (from.isAfter(calendar.today()) || from.isBefore(written.get(0).effectiveDate())) {
            throw new Refused(
                    "invalid-day",
                    "A correction from " + from + " is outside the life of " + subscription + "; give a day from "
                            + written.get(0).effectiveDate() + " to " + calendar.today());
        }
        var border = ProviderDates.latestPrice(written);
        if (from.isBefore(border)) {
            throw new Refused(
                    "out-of-order",
                    "A correction from " + from + " would bill days at a price that they never had; give " + border
                            + " or a later day");
        }
        ledger.append(subscription, LedgerEntry.corrected(from, reason).by(delta));
        tell(subscription, "ledger-corrected", reason);
    }

    /** An answer about a subscription that was changed here since says nothing of it as it is. */
    private Subscription lock(String number, LedgerSnapshot before) {
        var subscription = ledger.lock(number);
        if (!Long.valueOf(subscription.version()).equals(before.versions().get(subscription.id()))) {
            throw new Refused(
                    "changed-meanwhile", subscription + " was changed while the provider was asked; decide again");
        }
        return subscription;
    }

    private void settleRefused(Subscription subscription, String reason) {
        ledger.of(subscription).stream()
                .filter(change -> change.provisioningStatus() == ProvisioningStatus.AWAITING_PROVISIONING)
                .findFirst()
                .ifPresent(change -> {
                    throw new Refused(
                            "under-way",
                            change + " is on its way to the provider; wait for its outcome, then look again");
                });
        refused(subscription).forEach(change -> settlement.notApplicable(change, reason));
    }

    private List<LicenseChange> refused(Subscription subscription) {
        return ledger.of(subscription).stream()
                .filter(change -> change.provisioningStatus() == ProvisioningStatus.FAILED_PROVISIONING)
                .toList();
    }

    private void tell(Subscription subscription, String action, String reason) {
        trail.acted(subscription.number(), action, reason, Map.of("quantity", subscription.quantity()));
    }
}
