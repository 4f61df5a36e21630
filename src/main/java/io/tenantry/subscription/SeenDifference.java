package io.tenantry.subscription;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that the ledger and a provider say differently, with nothing under way that would explain it.
 *
 * @param subscriptionId null for what is missing here
 * @param ours what the ledger says; empty for what is missing here
 * @param theirs what the provider says; empty for what is missing there
 * @param failed whether a change of ours that the provider refused may be why
 */
public record SeenDifference(
        UUID accountId,
        String providerSubscriptionId,
        @Nullable UUID subscriptionId,
        Kind kind,
        String ours,
        String theirs,
        boolean failed) {

    public enum Kind {
        QUANTITY,
        PRODUCT,
        STATUS,
        AUTO_RENEW,
        TERM,
        NEXT_TERM,
        MISSING_THERE,
        MISSING_HERE
    }
}
