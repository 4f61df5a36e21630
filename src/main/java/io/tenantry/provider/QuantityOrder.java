package io.tenantry.provider;

import java.util.Set;

/**
 * A new total quantity for a subscription.
 *
 * @param fromQuantity what the provider holds before it, as far as we know: whoever finds something else there leaves it
 *     alone, for somebody has changed it
 * @param targetQuantity the total after the change, not the difference
 * @param requestId persisted before the call and the same for every repeat of it
 * @param repeated whether an earlier try may have been carried out, because it had no answer
 */
public record QuantityOrder(
        String tenantId,
        String subscriptionId,
        int fromQuantity,
        int targetQuantity,
        String requestId,
        boolean repeated) {

    /** What is over still names its last quantity; the provider itself says what can be done to it. */
    private static final Set<String> OVER = Set.of("deleted", "cancelled", "expired", "disabled");

    /**
     * To be asked of what is there before anything is sent. Whoever cancels all of it takes nothing away by oversight.
     *
     * @param status the provider's word, in lower case
     * @throws EditedThere if that is neither what we know of nor what we want
     */
    public void requireUnedited(String status, int held) {
        if (targetQuantity > 0 && held != fromQuantity && held != targetQuantity && !OVER.contains(status)) {
            throw new EditedThere(this, held);
        }
    }
}
