package io.tenantry.subscription;

import io.tenantry.shared.Refused;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes of quantity that were not sent, because somebody had changed the quantity at the provider since we looked. By a
 * person's decision both come together again: what happened there is appended as a change of source PROVIDER, from the day
 * on which it happened, and ours goes on or is set aside. Nothing that is in the ledger is edited.
 *
 * <p>25 seats, 15 more were bought there on 20 March, and one more was ordered here: 25, then 26, and 40 there. Kept both,
 * the ledger gets +15 from 20 March on and the provider is told 41. Kept theirs, it gets +14 and ours is Not Applicable:
 * 40. Kept ours, 14 are ordered back after that: 26. Provisioning best practices §2 and §5.
 */
@Service
@Transactional
public class OvertakenChanges {

    private final Ledger ledger;
    private final Aims aims;
    private final ProviderDates dates;
    private final Settlement settlement;
    private final Declining declining;
    private final LedgerTrail trail;
    private final LedgerCalendar calendar;
    private final ApplicationEventPublisher events;

    OvertakenChanges(
            Ledger ledger,
            Aims aims,
            ProviderDates dates,
            Settlement settlement,
            Declining declining,
            LedgerTrail trail,
            LedgerCalendar calendar,
            ApplicationEventPublisher events) {
        this.ledger = ledger;
        this.aims = aims;
        this.dates = dates;
        this.settlement = settlement;
        this.declining = declining;
        this.trail = trail;
        this.calendar = calendar;
        this.events = events;
    }

    /**
     * @param answer what the provider says now, and how things stood here before it was asked
     * @return number of the change that tells what happened there; empty if nothing differs any more
     * @throws Refused if it is no change of quantity that has failed, if more than the quantity differs, if the two cannot
     *     be had together, or if the subscription was changed here since the provider was asked; then nothing is written
     */
    public Optional<String> settle(String changeNumber, LedgerRepairs.Answer answer, Keep keep, String reason) {
        ChangePlanning.requireReason(reason);
        var change = ledger.lockChange(changeNumber);
        answer.before().requireUnchanged(change.subscription());
        requireRefusedQuantity(change);
        requireSeatsAlone(change.subscription(), answer.seen());
        var written = isOvertaken(change, answer.seen())
                ? Optional.of(settle(change, answer.seen(), keep, reason))
                : goOn(change, keep, reason);
        trail.acted(
                changeNumber,
                "overtaken-change-settled",
                reason,
                Map.of("keep", keep, "there", answer.seen().quantity(), "takenOver", written.orElse("")));
        return written;
    }

    /** Whether what is there is neither what a refused change starts from nor what it leads to. */
    boolean isOvertaken(LicenseChange refused, SeenSubscription seen) {
        var aim = aims.of(refused);
        return isQuantity(refused) && seen.quantity() != aim.from() && seen.quantity() != aim.target();
    }

    String settle(LicenseChange change, SeenSubscription seen, Keep keep, String reason) {
        var aim = aims.of(change);
        var edit = seen.quantity() - aim.from();
        if (keep == Keep.BOTH) {
            requireTogether(change, aim, edit);
            var theirs = write(change, seen, edit, words(aim, seen));
            settlement.requeue(change, reason);
            return theirs;
        }
        var more = edit - change.quantityDelta();
        var theirs = write(change, seen, more, words(aim, seen) + "; what " + change.number() + " said is part of it");
        declining.decline(change, reason);
        if (keep == Keep.OURS) {
            orderBack(change.subscription(), -more, reason);
        }
        return theirs;
    }

    /** Somebody has put it right there since: there is nothing of theirs to be kept. */
    private Optional<String> goOn(LicenseChange change, Keep keep, String reason) {
        if (keep == Keep.THEIRS) {
            throw new Refused(
                    "not-overtaken",
                    "The provider says of " + change.subscription() + " what our ledger says by now; set "
                            + change.number()
                            + " to Awaiting Provisioning, or to Not Applicable if it is not wanted any more");
        }
        settlement.requeue(change, reason);
        return Optional.empty();
    }

    private String write(LicenseChange change, SeenSubscription seen, int delta, String words) {
        var subscription = change.subscription();
        var theirs = ledger.append(
                subscription,
                dates.dated(subscription, seen, SubscriptionEvent.UPDATE, words).by(delta));
        ledger.flush();
        return theirs.number();
    }

    /** The ledger's total is what it was, so nobody who follows it has anything to follow. */
    private void orderBack(Subscription subscription, int delta, String reason) {
        var change = ledger.append(
                subscription,
                LedgerEntry.asked(SubscriptionEvent.UPDATE, calendar.today(), reason)
                        .by(delta));
        events.publishEvent(new LicenseChangeRequested(
                change.number(),
                subscription.number(),
                false,
                calendar.provisionOn(change.effectiveDate(), change.quantityDelta())));
    }

    private static String words(Aim aim, SeenSubscription seen) {
        return "Changed at the provider: quantity " + aim.from() + " to " + seen.quantity();
    }

    private static boolean isQuantity(LicenseChange change) {
        return change.is(SubscriptionEvent.UPDATE) && change.instruction() == null && change.quantityDelta() != 0;
    }

    private static void requireRefusedQuantity(LicenseChange change) {
        if (change.provisioningStatus() != ProvisioningStatus.FAILED_PROVISIONING || !isQuantity(change)) {
            throw new Refused(
                    "not-overtaken",
                    change + " is " + change.provisioningStatus().label()
                            + "; only a change of quantity that has failed can be brought together with one that was made"
                            + " at the provider");
        }
    }

    private static void requireSeatsAlone(Subscription subscription, SeenSubscription seen) {
        if (SeenStatus.of(seen.status()).hasEnded()
                || subscription.hasEnded()
                || !seen.partNumber().equals(subscription.atProvider().providerPartNumber())) {
            throw new Refused(
                    "more-differs",
                    "More than the quantity of " + subscription + " differs from what the provider says ("
                            + seen.status() + ", " + seen.partNumber()
                            + "); set the change to Not Applicable and take over what is there");
        }
    }

    private static void requireTogether(LicenseChange change, Aim aim, int edit) {
        var both = aim.target() + edit;
        if (both < 1 || both > Subscription.MAX_QUANTITY) {
            throw new Refused(
                    "invalid-quantity",
                    change + " (" + aim.from() + " to " + aim.target() + ") and the change at the provider ("
                            + aim.from()
                            + " to " + (aim.from() + edit) + ") would come to " + both
                            + " together; keep theirs alone, or ours alone");
        }
    }
}
