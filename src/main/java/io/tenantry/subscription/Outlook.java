package io.tenantry.subscription;

import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What lies ahead of a subscription at its provider: the next-term instruction, which is there as a whole or not at all,
 * and until when all of it can be cancelled.
 *
 * @param trial whether it is a trial yet
 */
@Embeddable
record Outlook(
        @Nullable String nextPartNumber,
        @Nullable Integer nextQuantity,
        @Nullable String nextTerm,
        @Nullable String nextBillingPlan,
        @Nullable LocalDate nextTermEnd,
        @Nullable Instant cancellableUntil,
        boolean trial) {

    static final Outlook NONE = new Outlook(null, null, null, null, null, null, false);

    /** As a look at the provider saw it. */
    static Outlook of(SeenSubscription.@Nullable Ahead ahead) {
        return ahead == null
                ? NONE
                : NONE.renewingTo(ahead.next())
                        .cancellable(ahead.cancellableUntil())
                        .onTrial(ahead.trial());
    }

    Outlook renewingTo(@Nullable NextTerm next) {
        return next == null
                ? new Outlook(null, null, null, null, null, cancellableUntil, trial)
                : new Outlook(
                        next.partNumber(),
                        next.quantity(),
                        next.term(),
                        next.billingPlan(),
                        next.termEnd(),
                        cancellableUntil,
                        trial);
    }

    Outlook cancellable(@Nullable Instant until) {
        return new Outlook(nextPartNumber, nextQuantity, nextTerm, nextBillingPlan, nextTermEnd, until, trial);
    }

    Outlook onTrial(boolean still) {
        return new Outlook(
                nextPartNumber, nextQuantity, nextTerm, nextBillingPlan, nextTermEnd, cancellableUntil, still);
    }

    @Nullable
    NextTerm next() {
        return nextPartNumber == null || nextQuantity == null || nextTerm == null || nextBillingPlan == null
                ? null
                : new NextTerm(nextPartNumber, nextQuantity, nextTerm, nextBillingPlan, nextTermEnd);
    }
}
