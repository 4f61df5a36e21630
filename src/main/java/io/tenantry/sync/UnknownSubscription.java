package io.tenantry.sync;

import java.time.Instant;

/** A subscription that a customer's tenant has at a provider and that is unknown here. */
public record UnknownSubscription(
        String provider,
        String providerAccountNumber,
        String providerSubscriptionId,
        String name,
        String partNumber,
        int quantity,
        String status,
        Instant startedAt) {}
