package io.tenantry.subscription;

/** A person wants a scheduled change whose merge failed to be merged again. */
public record ScheduledChangeRetried(String changeNumber, String subscriptionNumber) {}
