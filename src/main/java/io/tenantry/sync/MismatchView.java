package io.tenantry.sync;

import io.tenantry.subscription.SeenDifference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that the ledger and a provider say differently.
 *
 * @param kind QUANTITY, PRODUCT, STATUS, AUTO_RENEW, TERM, NEXT_TERM, MISSING_THERE or MISSING_HERE
 * @param ours what the ledger says; empty for what is missing here
 * @param theirs what the provider says; empty for what is missing there
 * @param proposal how it is likely put right
 * @param status OPEN, IGNORED, REPAIRED or GONE
 * @param repair what was decided; null while nothing was
 */
public record MismatchView(
        String number,
        String provider,
        String providerAccountNumber,
        String providerSubscriptionId,
        @Nullable String subscriptionNumber,
        @Nullable String subscriptionName,
        String kind,
        String ours,
        String theirs,
        String proposal,
        String status,
        Instant openedAt,
        Instant lastSeenAt,
        @Nullable String repair,
        @Nullable String decidedBy,
        @Nullable String reason,
        @Nullable Instant closedAt,
        long version) {

    /** Whether it makes sense to put it right like that. */
    public boolean fits(String way) {
        return Repair.valueOf(way).fits(SeenDifference.Kind.valueOf(kind));
    }
}
