package io.tenantry.provider;

/**
 * A new total quantity for a subscription.
 *
 * @param targetQuantity the total after the change, not the difference
 * @param requestId persisted before the call and the same for every repeat of it
 */
public record QuantityOrder(String tenantId, String subscriptionId, int targetQuantity, String requestId) {}
