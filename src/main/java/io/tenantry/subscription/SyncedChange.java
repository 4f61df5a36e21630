package io.tenantry.subscription;

import java.util.UUID;

/** A change of the ledger that a sync wrote, because it had happened at the provider. */
public record SyncedChange(UUID changeId, UUID subscriptionId, UUID accountId, What what) {

    public enum What {
        /** It was bought there and is new to us. */
        ADOPTED,
        /** Its quantity, product, renewal or standing was changed there. */
        CHANGED,
        /** It was cancelled there, or its term ran out. */
        ENDED,
        /** It had ended and is live again. */
        REVIVED
    }
}
