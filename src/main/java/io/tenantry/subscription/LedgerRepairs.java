package io.tenantry.subscription;

import io.tenantry.shared.Refused;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
    private final Turns turns;
    private final Settlement settlement;
    private final Declining declining;
    private final Replacements replacements;
    private final MoveReversals reversals;
    private final Adoption adoption;
    private final ChangeRequests requests;
    private final RepairOrders orders;
    private final OvertakenChanges overtaken;
    private final RepairCorrections corrections;
    private final LedgerTrail trail;
    private final EntityManager entities;

    LedgerRepairs(
            Ledger ledger,
            LedgerCalendar calendar,
            Turns turns,
            Settlement settlement,
            Declining declining,
            Replacements replacements,
            MoveReversals reversals,
            Adoption adoption,
            ChangeRequests requests,
            RepairOrders orders,
            OvertakenChanges overtaken,
            RepairCorrections corrections,
            LedgerTrail trail,
            EntityManager entities) {
        this.ledger = ledger;
        this.calendar = calendar;
        this.turns = turns;
        this.settlement = settlement;
        this.declining = declining;
        this.replacements = replacements;
        this.reversals = reversals;
        this.adoption = adoption;
        this.requests = requests;
        this.orders = orders;
        this.overtaken = overtaken;
        this.corrections = corrections;
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
     * Tells the provider ours again: the oldest change that it has refused goes back to it, if that is what it is about. If
     * there is none, or if somebody changed the quantity there meanwhile, that is written first and then ordered back, so
     * that the ledger tells both; what moves no seat is told again as it is.
     *
     * @throws Refused if the provider cannot be told that, or has refused something else before
     */
    public void sendOurs(String subscriptionNumber, SeenDifference.Kind kind, Answer answer, String reason) {
        var subscription = lock(subscriptionNumber, answer.before());
        requireNothingUnderWay(subscription);
        var refused = refused(subscription);
        if (!refused.isEmpty()) {
            again(refused.get(0), kind, answer.seen(), reason);
        } else if (kind == SeenDifference.Kind.QUANTITY) {
            var ours = subscription.quantity();
            adopt(subscriptionNumber, answer, reason);
            requests.request(ChangeCommand.quantity(subscriptionNumber, ours, reason));
        } else {
            orders.send(subscription, kind, answer.seen(), reason);
            tell(subscription, "ours-sent", reason);
        }
    }

    private void again(LicenseChange oldest, SeenDifference.Kind kind, SeenSubscription seen, String reason) {
        if (!RepairOrders.isAbout(oldest, kind)) {
            throw new Refused(
                    "refused-before",
                    oldest
                            + " was refused by the provider and is about something else; send that again or set it to Not"
                            + " Applicable first");
        }
        if (overtaken.isOvertaken(oldest, seen)) {
            overtaken.settle(oldest, seen, Keep.OURS, reason);
        } else {
            settlement.requeue(oldest, reason);
        }
    }

    /**
     * Brings our books to what is there, from a day on, and tells nobody: for what was changed on both sides long ago.
     *
     * @throws Refused if that moves no money, or if the day is not the subscription's, or bills days at a value that they
     *     never had
     */
    public void correct(String subscriptionNumber, Correction correction, LedgerSnapshot before) {
        var subscription = lock(subscriptionNumber, before);
        var refused = settleRefused(subscription, correction.reason());
        if (!refused || !correction.isDoneIn(subscription)) {
            corrections.correct(
                    subscription, correction.kind(), correction.seen(), correction.from(), correction.reason());
        }
        tell(subscription, "ledger-corrected", correction.reason());
    }

    /**
     * How our books are to be brought to what is there.
     *
     * @param seen null for what the provider has no more
     * @param from the day from which on it counts
     */
    public record Correction(SeenDifference.Kind kind, @Nullable SeenSubscription seen, LocalDate from, String reason) {

        /** Whether our books agree, for instance because what the provider refused was just taken back. */
        boolean isDoneIn(Subscription subscription) {
            if (seen == null) {
                return false;
            }
            return switch (kind) {
                case QUANTITY -> seen.quantity() == subscription.quantity();
                case STATUS -> SeenStatus.of(seen.status()) == SeenStatus.LIVE && !subscription.hasEnded();
                case PRODUCT, TERM -> !SeenEdit.of(subscription, seen).reprices();
                default -> false;
            };
        }
    }

    /** An answer about a subscription that was changed here since says nothing of it as it is. */
    private Subscription lock(String number, LedgerSnapshot before) {
        var subscription = ledger.lock(number);
        before.requireUnchanged(subscription);
        return subscription;
    }

    /**
     * Seats that the provider refused to move are where they were; nothing of the move may stay in the books.
     *
     * @return whether anything had been refused
     */
    private boolean settleRefused(Subscription subscription, String reason) {
        requireNothingUnderWay(subscription);
        var refused = refused(subscription);
        for (var change : refused) {
            replacements
                    .leaving(change)
                    .ifPresentOrElse(
                            leaving -> reversals.takeBack(ledger.lockChange(leaving.number()), reason),
                            () -> declining.decline(change, reason));
        }
        return !refused.isEmpty();
    }

    private void requireNothingUnderWay(Subscription subscription) {
        ledger.of(subscription).stream()
                .filter(change -> change.provisioningStatus() == ProvisioningStatus.AWAITING_PROVISIONING)
                .findFirst()
                .ifPresent(change -> {
                    var turn = turns.of(change);
                    throw new Refused(
                            "under-way",
                            turn.mayGo()
                                    ? change + " is on its way to the provider; wait for its outcome, then look again"
                                    : change + " has not gone to the provider. " + turn.message());
                });
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
