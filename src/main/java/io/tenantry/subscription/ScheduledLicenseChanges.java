package io.tenantry.subscription;

import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
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

    ScheduledLicenseChanges(
            Ledger ledger,
            LedgerTrail trail,
            ApplicationEventPublisher events,
            ScheduledChangeViews views,
            StatusHistories histories) {
        this.ledger = ledger;
        this.trail = trail;
        this.events = events;
        this.views = views;
        this.histories = histories;
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
        change.retry();
        trail.moved(change, new StatusMove(ScheduledStatus.MERGE_FAILED, change.status(), reason));
        events.publishEvent(new ScheduledChangeRetried(
                change.number(), change.subscription().number()));
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
    }
}
