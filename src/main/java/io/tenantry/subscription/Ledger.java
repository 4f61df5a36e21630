package io.tenantry.subscription;

import io.tenantry.shared.BusinessNumbers;
import io.tenantry.shared.NotFound;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Where changes are appended and found. Whoever writes locks the subscription first, so that the changes of one
 * subscription never cross.
 */
@Component
class Ledger {

    private final SubscriptionRepository subscriptions;
    private final LicenseChangeRepository changes;
    private final ScheduledLicenseChangeRepository scheduled;
    private final LedgerTrail trail;
    private final BusinessNumbers numbers;

    Ledger(
            SubscriptionRepository subscriptions,
            LicenseChangeRepository changes,
            ScheduledLicenseChangeRepository scheduled,
            LedgerTrail trail,
            BusinessNumbers numbers) {
        this.subscriptions = subscriptions;
        this.changes = changes;
        this.scheduled = scheduled;
        this.trail = trail;
        this.numbers = numbers;
    }

    String nextSubscriptionNumber() {
        return numbers.next("SUB", "subscription_number");
    }

    /** The birth of each license change. */
    LicenseChange append(Subscription subscription, LedgerEntry entry) {
        var acting = trail.author();
        var author = entry.actor() == null ? acting : new Authorship(entry.actor(), acting.at());
        var change = subscription.append(numbers.next("LCL", "license_change_number"), entry, author);
        subscriptions.save(subscription);
        changes.save(change);
        if (change.sequence() == 1) {
            trail.moved(subscription, new StatusMove(null, subscription.status(), entry.reason()));
        }
        trail.moved(change, new StatusMove(null, change.provisioningStatus(), entry.reason()));
        trail.acted(
                change.number(),
                "license-change-appended",
                entry.reason(),
                Map.of(
                        "subscription", subscription.number(),
                        "event", change.event(),
                        "source", change.source(),
                        "quantityDelta", change.quantityDelta(),
                        "quantityAfter", change.quantityAfter(),
                        "effectiveDate", change.effectiveDate()));
        return change;
    }

    ScheduledLicenseChange schedule(Subscription subscription, PlannedChange plan) {
        var number = numbers.next("SLCL", "scheduled_license_change_number");
        var change = scheduled.save(new ScheduledLicenseChange(subscription, number, plan, trail.author()));
        trail.moved(change, new StatusMove(null, change.status(), plan.reason()));
        return change;
    }

    void move(Subscription subscription, SubscriptionStatus to, String reason) {
        var from = subscription.status();
        if (from != to) {
            subscription.become(to);
            trail.moved(subscription, new StatusMove(from, to, reason));
        }
    }

    Subscription subscription(String number) {
        return subscriptions.findByNumber(number).orElseThrow(() -> new NotFound("Subscription", number));
    }

    Subscription lock(String number) {
        return subscriptions.lock(number).orElseThrow(() -> new NotFound("Subscription", number));
    }

    /** Several at once, in the order in which all lock them: two who want the same do not wait for each other. */
    void lockInOrder(List<String> numbers) {
        subscriptions.lockInOrder(numbers);
    }

    LicenseChange change(String number) {
        return changes.findByNumber(number).orElseThrow(() -> missingChange(number));
    }

    /** Locks the subscription, then reads the change as it is from then on. */
    LicenseChange lockChange(String number) {
        subscriptions.lock(changes.findSubscriptionNumber(number).orElseThrow(() -> missingChange(number)));
        return change(number);
    }

    /** Numbers of the scheduled changes of a subscription that are not merged yet. */
    List<String> scheduledOf(Subscription subscription) {
        return scheduled.findOpen(subscription.id());
    }

    ScheduledLicenseChange scheduledChange(String number) {
        return scheduled.findByNumber(number).orElseThrow(() -> missingScheduled(number));
    }

    ScheduledLicenseChange lockScheduledChange(String number) {
        subscriptions.lock(scheduled.findSubscriptionNumber(number).orElseThrow(() -> missingScheduled(number)));
        return scheduledChange(number);
    }

    /** So that a statement beside the entities sees what they have written. */
    void flush() {
        subscriptions.flush();
    }

    /** All changes of a subscription in their order. */
    List<LicenseChange> of(Subscription subscription) {
        return changes.ledgerOf(subscription);
    }

    /** Number of the change that took another one back. */
    Optional<String> undoing(LicenseChange change) {
        flush();
        return changes.findUndoing(change.id());
    }

    LicenseChange creationOf(Subscription subscription) {
        return changes.creationOf(subscription)
                .orElseThrow(() -> new IllegalStateException(subscription + " has no Create change"));
    }

    private static NotFound missingChange(String number) {
        return new NotFound("License change", number);
    }

    private static NotFound missingScheduled(String number) {
        return new NotFound("Scheduled license change", number);
    }
}
