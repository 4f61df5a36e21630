package io.tenantry.provider;

import org.jspecify.annotations.Nullable;

/**
 * A change in the life of a subscription that leaves quantity and product alone. What is null stays as it is at the
 * provider, whatever that is; all else of the subscription is sent as it was read.
 *
 * @param autoRenew whether it renews at the end of its term
 * @param standing suspended or active; to suspend also ends auto-renewal at Partner Center, and to reactivate does not
 *     bring it back
 * @param nextTerm what it renews to; {@link NextTerm#AS_NOW} takes a scheduled change back
 * @param requestId persisted before the call and the same for every repeat of it
 */
public record TermOrder(
        String tenantId,
        String subscriptionId,
        @Nullable Boolean autoRenew,
        @Nullable Standing standing,
        @Nullable NextTerm nextTerm,
        String requestId) {}
