package io.tenantry.subscription;

import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The changes that are planned for a later day (SLCL), and what a person can do with them. */
@Service
@Transactional
public class ScheduledLicenseChanges {

    private final Ledger ledger;
    private final LedgerTrail trail;
    private final ApplicationEventPublisher events;
    private final ScheduledChangeViews views;
    private final StatusHistories histories;
    private final MergeRetries retries;
    private final Rescheduling rescheduling;

    ScheduledLicenseChanges(
            Ledger ledger,
            LedgerTrail trail,
            ApplicationEventPublisher events,
            ScheduledChangeViews views,
            StatusHistories histories,
            MergeRetries retries,
            Rescheduling rescheduling) {
        this.ledger = ledger;
        this.trail = trail;
        this.events = events;
        this.views = views;
        this.histories = histories;
        this.retries = retries;
        this.rescheduling = rescheduling;
    }

    /** @throws io.tenantry.shared.NotFound if there is none of that number */
    @Transactional(readOnly = true)
    public ScheduledChangeDetails get(String number) {
        return new ScheduledChangeDetails(views.get(number), histories.ofScheduledChange(number));
    }

    /** Those of a filter, the next one first. */
    @Transactional(readOnly = true)
    public Page<ScheduledChangeView> all(ScheduledChangeFilter filter, Paging paging) {
        return views.all(filter, paging);
    }

    /** Sets one whose merge failed back to pending. Publishes {@link ScheduledChangeRetried}. */
    public void retry(String number, String reason) {
        ChangePlanning.requireReason(reason);
        var change = ledger.lockScheduledChange(number);
        if (change.status() != ScheduledStatus.MERGE_FAILED) {
            throw new Refused(
                    "wrong-status", change + " is " + change.status() + "; only one whose merge failed is retried");
        }
        retries.retry(change, reason);
    }

    /**
     * Moves or corrects one that is not merged yet, with all the checks of a new one; its process waits for the new
     * days. One whose merge failed is retried afterwards. Publishes {@link ScheduledChangeEdited}.
     *
     * @throws Refused if dates, quantity, price or reduction window forbid it; then it stays as it is
     * @throws io.tenantry.shared.Stale if somebody changed it since the caller read it
     */
    public ScheduledChangeDetails edit(String number, ScheduledChangeEdit edit) {
        var change = ledger.lockScheduledChange(number);
        Stale.check(change.toString(), edit.version(), change.version());
        rescheduling.edit(change, edit);
        return get(number);
    }

    /** Calls one off that is not merged yet. Publishes {@link ScheduledChangeCancelled}. */
    public void cancel(String number, String reason) {
        ChangePlanning.requireReason(reason);
        var change = ledger.lockScheduledChange(number);
        if (!change.isOpen()) {
            throw new Refused("wrong-status", change + " is " + change.status() + " and can no longer be cancelled");
        }
        var from = change.status();
        change.cancel();
        trail.moved(change, new StatusMove(from, change.status(), reason));
        events.publishEvent(new ScheduledChangeCancelled(
                change.number(), change.subscription().number()));
        retries.after(change.subscription(), change.number() + " is cancelled");
    }
}
