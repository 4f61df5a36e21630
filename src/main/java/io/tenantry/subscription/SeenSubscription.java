package io.tenantry.subscription;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A subscription as a sync saw it at the provider; the fields mean what the provider port says of them. */
public record SeenSubscription(
        String provider,
        String tenantId,
        String providerSubscriptionId,
        String providerOrderId,
        String partNumber,
        String name,
        int quantity,
        String status,
        String term,
        String billingPlan,
        boolean autoRenew,
        Instant startedAt,
        @Nullable LocalDate commitmentEnd,
        @Nullable String parentProviderSubscriptionId) {}
