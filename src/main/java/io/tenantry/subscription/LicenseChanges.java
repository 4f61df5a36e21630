package io.tenantry.subscription;

import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The change ledger. Provisioning tells the target quantity, never the difference; changes of one subscription go to
 * the provider strictly in order.
 *
 * <p>What belongs to one subscription is written under its lock; see {@link Ledger}.
 */
@Service
@Transactional
public class LicenseChanges {

    private final Ledger ledger;
    private final ChangeRequests requests;
    private final Turns turns;
    private final Waits waits;
    private final ProvisioningOrders orders;
    private final Settlement settlement;
    private final Declining declining;
    private final ReductionWindow window;
    private final Merging merging;
    private final Archiving archiving;
    private final Replacements replacements;
    private final LedgerTrail trail;
    private final LicenseChangeViews views;
    private final StatusHistories histories;

    LicenseChanges(
            Ledger ledger,
            ChangeRequests requests,
            Turns turns,
            Waits waits,
            ProvisioningOrders orders,
            Settlement settlement,
            Declining declining,
            ReductionWindow window,
            Merging merging,
            Archiving archiving,
            Replacements replacements,
            LedgerTrail trail,
            LicenseChangeViews views,
            StatusHistories histories) {
        this.ledger = ledger;
        this.requests = requests;
        this.turns = turns;
        this.waits = waits;
        this.orders = orders;
        this.settlement = settlement;
        this.declining = declining;
        this.window = window;
        this.merging = merging;
        this.archiving = archiving;
        this.replacements = replacements;
        this.trail = trail;
        this.views = views;
        this.histories = histories;
    }

    /**
     * Takes in a change: now it is a license change, later a scheduled one. Publishes {@link LicenseChangeRequested}.
     *
     * @throws Refused if state, quantity, date, price or reduction window forbid it; then neither is written
     * @throws io.tenantry.shared.Stale if somebody changed the subscription since the caller read it
     */
    public RequestedChange request(ChangeCommand command) {
        return requests.request(command);
    }

    /**
     * Whether the change may go to the provider: no earlier change of its subscription is awaiting or failed, nor the
     * change of its parent that caused it. Locks the subscriptions until the transaction ends, so that the answer cannot
     * go stale before a process waits. While it may not go, the change says what it waits for.
     */
    public Turn turnOf(String changeNumber) {
        var turn = turns.held(changeNumber);
        waits.follow(changeNumber, turn);
        return turn;
    }

    /** Keeps with an awaiting change what it waits for, until that changes or the change is settled or has failed. */
    public void waits(String changeNumber, Wait wait) {
        waits.begin(ledger.lockChange(changeNumber).number(), wait);
    }

    /** The same for what has no number of its own. */
    public void waits(String changeNumber, WaitingFor reason, String words) {
        waits(changeNumber, Wait.of(reason, words));
    }

    /** Nothing is in its way any more. */
    public void waitsNoMore(String changeNumber) {
        waits.over(ledger.lockChange(changeNumber).number());
    }

    /** What the provider has to be told; {@link Tellings} tells it. */
    @Transactional(readOnly = true)
    public ProvisioningOrder provisioningOrder(String changeNumber) {
        return orders.of(ledger.change(changeNumber));
    }

    /** Which of these ids at the provider are already those of a subscription here. */
    @Transactional(readOnly = true)
    public Set<String> knownAtProvider(String provider, Collection<String> providerSubscriptionIds) {
        return orders.known(provider, providerSubscriptionIds);
    }

    /** Keeps the provider's reference of the prepared order, before it is placed. */
    public void orderPrepared(String changeNumber, String preparedOrder) {
        ledger.lockChange(changeNumber).orderPrepared(preparedOrder);
    }

    /** Keeps what the provider answered to the order; the subscription's id may follow later. */
    public void orderPlaced(String changeNumber, String orderId, @Nullable String providerSubscriptionId) {
        settlement.placed(ledger.lockChange(changeNumber), orderId, providerSubscriptionId);
    }

    /**
     * Keeps the provider's id of the subscription that has the seats which a change moved, if that is another one than
     * they came from.
     */
    public void seatsMovedTo(String changeNumber, String providerSubscriptionId) {
        var leaving = ledger.lockChange(changeNumber);
        var from = leaving.subscription().atProvider().providerSubscriptionId();
        if (!providerSubscriptionId.equals(from)) {
            replacements
                    .entering(leaving)
                    .ifPresent(entering -> settlement.placed(entering, null, providerSubscriptionId));
        }
    }

    /**
     * Sets the change to Provisioned, now. Publishes {@link LicensesProvisioned} and {@link LicenseChangeSettled}.
     * Repeating it does nothing.
     */
    public void provisioned(String changeNumber) {
        settlement.provisioned(ledger.lockChange(changeNumber));
    }

    /**
     * Sets the change to Failed Provisioning with the provider's words, and renews its request id. Publishes
     * {@link LicenseChangeFailed}.
     */
    public void failed(String changeNumber, String words) {
        settlement.failed(ledger.lockChange(changeNumber), words);
    }

    /**
     * A person puts a Failed or Not Applicable change back to Awaiting. Publishes {@link LicenseChangeRequeued}. It will
     * not change quantities. One that is stuck on its way is tried again: {@link LicenseChangeRetried}.
     */
    public void requeue(String changeNumber, String reason) {
        ChangePlanning.requireReason(reason);
        settlement.requeue(ledger.lockChange(changeNumber), reason);
    }

    /**
     * The same for all failed and stuck changes of a subscription in one act, in their order; they go to the provider in
     * that order.
     *
     * @return their numbers
     * @throws Refused if there is none, or one of them cannot be repeated; then none is put back
     */
    public List<String> requeueAll(String subscriptionNumber, String reason) {
        ChangePlanning.requireReason(reason);
        var stopped = ledger.of(ledger.lock(subscriptionNumber)).stream()
                .filter(change ->
                        change.isStuck() || change.provisioningStatus() == ProvisioningStatus.FAILED_PROVISIONING)
                .toList();
        if (stopped.isEmpty()) {
            throw new Refused("nothing-to-requeue", "No change of " + subscriptionNumber + " has failed or is stuck");
        }
        stopped.forEach(change -> settlement.requeue(change, reason));
        return stopped.stream().map(LicenseChange::number).toList();
    }

    /**
     * A person sets it to Not Applicable: the provider is not told, so what only the provider can make true does not
     * become true here. Publishes {@link LicenseChangeSettled}.
     */
    public void notApplicable(String changeNumber, String reason) {
        ChangePlanning.requireReason(reason);
        declining.setAside(ledger.lockChange(changeNumber), reason);
    }

    /**
     * Whoever provisions it has nothing to do, so what it says holds at once: also of seats that move. Publishes {@link
     * LicenseChangeSettled}.
     */
    public void nothingToProvision(String changeNumber, String reason) {
        settlement.nothingToProvision(ledger.lockChange(changeNumber), reason);
    }

    /** Since when its provider has been told of it under its present request id, or else since when it has been there. */
    @Transactional(readOnly = true)
    public Instant toldSince(String changeNumber) {
        return settlement.toldSince(ledger.change(changeNumber));
    }

    /** A person takes a change out of billing, for instance because it was billed elsewhere. */
    public void archive(String changeNumber, String reason) {
        bill(changeNumber, BillingStatus.ARCHIVED, reason);
    }

    /** A person brings an archived change back into billing. */
    public void unarchive(String changeNumber, String reason) {
        bill(changeNumber, BillingStatus.ACTIVE, reason);
    }

    /** The same for many at once; what is archived already stays so. */
    public List<BulkOutcome> archiveAll(LicenseChangeSelection selection, String reason) {
        return archiving.move(selection, BillingStatus.ARCHIVED, reason);
    }

    /** The same for many at once; what is billed already stays so. */
    public List<BulkOutcome> unarchiveAll(LicenseChangeSelection selection, String reason) {
        return archiving.move(selection, BillingStatus.ACTIVE, reason);
    }

    /** A change with the history of its statuses and, while it waits for another one, what it waits for. */
    @Transactional(readOnly = true)
    public LicenseChangeDetails get(String changeNumber) {
        var view = views.get(changeNumber);
        return new LicenseChangeDetails(view, waitsFor(view), histories.ofChange(changeNumber));
    }

    /** Also before its process has looked for the first time. */
    private String waitsFor(LicenseChangeView change) {
        if (change.provisioningStatus().isSettled()) {
            return "";
        }
        var kept = change.waiting();
        return kept == null ? turns.asSeen(ledger.change(change.number())).message() : kept.words();
    }

    /** Those of a filter, the oldest first. */
    @Transactional(readOnly = true)
    public Page<LicenseChangeView> all(LicenseChangeFilter filter, Paging paging) {
        return views.all(filter, paging);
    }

    /** All changes of a subscription in their order, each with the running sum. */
    @Transactional(readOnly = true)
    public List<LicenseChangeView> ledger(String subscriptionNumber) {
        return views.ledgerOf(ledger.subscription(subscriptionNumber).number());
    }

    /** The same with the histories of their statuses, in two statements. */
    @Transactional(readOnly = true)
    public List<LicenseChangeDetails> ledgerWithHistory(String subscriptionNumber) {
        var moved = histories.ofLedger(subscriptionNumber);
        return ledger(subscriptionNumber).stream()
                .map(change -> new LicenseChangeDetails(
                        change,
                        change.waiting() == null ? "" : change.waiting().words(),
                        moved.getOrDefault(change.number(), List.of())))
                .toList();
    }

    /** Facts for the decision quantity-change-window of an LCL or SLCL. */
    @Transactional(readOnly = true)
    public ReductionFacts reductionFacts(String changeNumber) {
        if (changeNumber.startsWith("SLCL-")) {
            var scheduled = ledger.scheduledChange(changeNumber);
            return window.strictest(scheduled.subscription(), scheduled.deltaNow(), scheduled.effectiveDate());
        }
        var change = ledger.change(changeNumber);
        // Seats that go on elsewhere are not given back, and a cancellation has the provider's own window.
        var reduces = !change.instructs(Instruction.MOVE) && !change.instructs(Instruction.CANCEL);
        return window.strictest(change.subscription(), reduces ? change.quantityDelta() : 0, change.effectiveDate());
    }

    /**
     * Merges a scheduled change: it is archived and its license change appended, awaiting provisioning. Repeating it
     * answers the same license change. A refusal leaves the caller's transaction alone: its process goes on with it.
     *
     * @return number of the license change
     * @throws MergeRefused if it cannot be merged now; nothing is written
     */
    @Transactional(noRollbackFor = MergeRefused.class)
    public String merge(String scheduledNumber) {
        return merging.merge(ledger.lockScheduledChange(scheduledNumber));
    }

    /** Sets a scheduled change to Merge Failed with its cause. Publishes {@link ScheduledMergeFailed}. */
    public void mergeFailed(String scheduledNumber, MergeCause cause, String words) {
        var scheduled = ledger.lockScheduledChange(scheduledNumber);
        if (scheduled.status() != ScheduledStatus.PENDING) {
            throw new Refused("wrong-status", scheduled + " is " + scheduled.status() + ", no longer pending");
        }
        merging.failed(scheduled, cause, words);
    }

    private void bill(String changeNumber, BillingStatus to, String reason) {
        ChangePlanning.requireReason(reason);
        ledger.lockInOrder(replacements.subscriptionsOf(changeNumber));
        var change = ledger.lockChange(changeNumber);
        var from = change.billingStatus();
        if (from == to) {
            throw new Refused("wrong-status", change + " is " + to + " already");
        }
        change.bill(to);
        trail.moved(change, new StatusMove(from, to, reason));
        replacements.billedTogether(change).stream()
                .filter(other -> other.billingStatus() != to)
                .forEach(other -> {
                    other.bill(to);
                    trail.moved(other, new StatusMove(from, to, reason));
                });
    }
}
