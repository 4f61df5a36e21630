package io.tenantry.provider;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A move of a subscription, or of some of its seats, to another product.
 *
 * @param partNumber {@code productId:skuId} of the product to move to
 * @param quantity how many seats move
 * @param remaining how many seats stay with the old product; 0 moves the subscription as a whole
 * @param intoSubscriptionId the provider's id of a subscription of the target product that the seats join; null makes a
 *     new one of them, or turns the present one into it if nothing remains
 * @param since when it was asked for: an earlier move of as many seats is another one
 * @param requestId persisted before the call and the same for every repeat of it
 */
public record ProductOrder(
        String tenantId,
        String subscriptionId,
        String partNumber,
        int quantity,
        int remaining,
        @Nullable String intoSubscriptionId,
        String term,
        String billingPlan,
        String country,
        Instant since,
        String requestId) {

    /** The whole subscription moves and keeps its id. */
    public ProductOrder(
            String tenantId,
            String subscriptionId,
            String partNumber,
            int quantity,
            String term,
            String billingPlan,
            String country,
            String requestId) {
        this(
                tenantId,
                subscriptionId,
                partNumber,
                quantity,
                0,
                null,
                term,
                billingPlan,
                country,
                Instant.EPOCH,
                requestId);
    }

    /** Whether the subscription itself becomes the new product. */
    public boolean movesAll() {
        return remaining == 0 && intoSubscriptionId == null;
    }
}
