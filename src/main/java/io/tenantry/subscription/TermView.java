package io.tenantry.subscription;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The term of a subscription.
 *
 * @param endDate the last day that it is in force, once it has ended or was replaced
 * @param termEnd the last day of the present term, told by the provider or computed
 * @param next what it renews to, where that was instructed; null renews as it is
 * @param cancellableUntil until when all of it can be cancelled: the provider's own time, else 168 hours from purchase
 *     or renewal
 * @param replaces those that go on as this one
 * @param replacedBy those as which this one goes on
 * @param renewals the latest first
 */
public record TermView(
        String number,
        SubscriptionStatus status,
        String term,
        String billingPlan,
        LocalDate startDate,
        @Nullable LocalDate endDate,
        @Nullable LocalDate termEnd,
        boolean autoRenew,
        @Nullable NextTerm next,
        Instant cancellableUntil,
        boolean trial,
        List<Replacement> replaces,
        List<Replacement> replacedBy,
        List<Renewal> renewals,
        long version) {

    /** A term that rolled on, noticed by our CLOCK or told by the PROVIDER. */
    public record Renewal(
            LocalDate renewedOn,
            String term,
            LocalDate termEnd,
            String noticedBy,
            @Nullable String licenseChange,
            Instant at) {}

    /**
     * One subscription that goes on as another.
     *
     * @param number of the other one
     * @param whole whether all of it moved, or some of its seats
     * @param leaving the old one's change that takes the seats out
     * @param entering the new one's change that brings them in
     */
    public record Replacement(
            String number,
            boolean whole,
            LocalDate changeDate,
            int quantity,
            String leaving,
            String entering,
            String actor,
            String reason,
            Instant at) {}
}
