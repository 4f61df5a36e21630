package io.tenantry.diagnosis;

import io.tenantry.diagnosis.Evidence.Change;
import io.tenantry.diagnosis.Evidence.Cycle;
import io.tenantry.diagnosis.Evidence.Subscription;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What of the evidence belongs to what is asked about. */
final class Subjects {

    private Subjects() {}

    static boolean isAbout(Subject subject, @Nullable String subscription) {
        return subject.subscription() == null || subject.subscription().equals(subscription);
    }

    static List<Subscription> subscriptions(Subject subject, Evidence evidence) {
        return evidence.subscriptions().stream()
                .filter(one -> isAbout(subject, one.number()))
                .toList();
    }

    static List<Change> changes(Subject subject, Evidence evidence) {
        return evidence.changes().stream()
                .filter(change -> isAbout(subject, change.subscription()))
                .toList();
    }

    /** The last one that is billed. */
    static Optional<Change> lastChange(Evidence evidence, String subscription) {
        return evidence.changes().stream()
                .filter(change -> change.subscription().equals(subscription) && !change.archived())
                .max(Comparator.comparingInt(Change::sequence));
    }

    static @Nullable String lastUnit(Evidence evidence, String subscription) {
        return lastChange(evidence, subscription).map(Change::salesUnit).orElse(null);
    }

    static @Nullable String unit(Evidence evidence, Subscription one) {
        return one.salesUnit() == null ? lastUnit(evidence, one.number()) : one.salesUnit();
    }

    /** The cycle that is asked about, if it was looked at or awaited. */
    static Optional<Cycle> cycle(Subject subject, Evidence evidence) {
        return evidence.cycles().stream()
                .filter(cycle ->
                        !subject.date().isBefore(cycle.from()) && subject.date().isBefore(cycle.to()))
                .findFirst();
    }

    static List<Finding> waitingDrafts(Subject subject, Evidence evidence) {
        return evidence.invoices().stream()
                .filter(invoice -> invoice.status().equals("DRAFT") && invoice.reviewReason() != null)
                .filter(invoice ->
                        subject.invoice() == null || subject.invoice().equals(invoice.reference()))
                .map(invoice -> Cause.DRAFT_WAITS_FOR_REVIEW.found(
                        invoice.reference() + " waits for a person: " + invoice.reviewReason(), invoice.reference()))
                .toList();
    }
}
