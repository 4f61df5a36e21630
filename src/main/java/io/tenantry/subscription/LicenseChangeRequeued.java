package io.tenantry.subscription;

/** A person put a failed or not applicable change back to Awaiting Provisioning. */
public record LicenseChangeRequeued(String changeNumber, String subscriptionNumber) {}
