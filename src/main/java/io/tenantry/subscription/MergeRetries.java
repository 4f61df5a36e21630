package io.tenantry.subscription;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Scheduled changes that only an earlier change stood in the way of are merged by themselves once that is settled. */
@Component
class MergeRetries {

    private final ScheduledLicenseChangeRepository scheduled;
    private final Ledger ledger;
    private final LedgerTrail trail;
    private final ApplicationEventPublisher events;

    MergeRetries(
            ScheduledLicenseChangeRepository scheduled,
            Ledger ledger,
            LedgerTrail trail,
            ApplicationEventPublisher events) {
        this.scheduled = scheduled;
        this.ledger = ledger;
        this.trail = trail;
        this.events = events;
    }

    /** Only when the last of what was in the way is gone: else they would fail for the next one. */
    void after(Subscription subscription, String reason) {
        var open = ledger.of(subscription).stream()
                .anyMatch(change -> !change.provisioningStatus().isSettled());
        if (open) {
            return;
        }
        for (var change : scheduled.findFailed(subscription, MergeCause.EARLIER_CHANGE_OPEN)) {
            retry(change, reason);
        }
    }

    void retry(ScheduledLicenseChange change, String reason) {
        var from = change.status();
        change.retry();
        trail.moved(change, new StatusMove(from, change.status(), reason));
        events.publishEvent(new ScheduledChangeRetried(
                change.number(), change.subscription().number()));
    }
}
