package io.tenantry.subscription;

import org.jspecify.annotations.Nullable;

/** Which scheduled changes are wanted; what is null does not matter. */
public record ScheduledChangeFilter(@Nullable ScheduledStatus status, @Nullable String subscriptionNumber) {}
