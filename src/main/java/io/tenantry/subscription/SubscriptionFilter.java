package io.tenantry.subscription;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which subscriptions are wanted; what is null does not matter. */
public record SubscriptionFilter(
        @Nullable SubscriptionStatus status, @Nullable UUID customerId, @Nullable UUID billingContractId) {}
