package io.tenantry.subscription;

import org.jspecify.annotations.Nullable;

/** Which subscriptions are wanted; what is null does not matter. */
public record SubscriptionFilter(
        @Nullable SubscriptionStatus status, @Nullable String customerNumber, @Nullable String contractNumber) {}
