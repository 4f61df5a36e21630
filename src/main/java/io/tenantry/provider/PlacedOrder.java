package io.tenantry.provider;

import org.jspecify.annotations.Nullable;

/** An order that the provider accepted; the subscription's id may follow later. */
public record PlacedOrder(String orderId, @Nullable String subscriptionId) {}
