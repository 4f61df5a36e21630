package io.tenantry.subscription;

/** A person cancelled a scheduled change that was pending or whose merge failed. */
public record ScheduledChangeCancelled(String changeNumber, String subscriptionNumber) {}
