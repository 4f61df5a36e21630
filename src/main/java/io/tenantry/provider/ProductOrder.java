package io.tenantry.provider;

/**
 * A move of a subscription to another product.
 *
 * @param partNumber {@code productId:skuId} of the product to move to
 * @param requestId persisted before the call and the same for every repeat of it
 */
public record ProductOrder(
        String tenantId,
        String subscriptionId,
        String partNumber,
        int quantity,
        String term,
        String billingPlan,
        String country,
        String requestId) {}
