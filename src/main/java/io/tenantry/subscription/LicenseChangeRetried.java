package io.tenantry.subscription;

/** A person wants a change that is stuck on its way to the provider to be tried again, under its old request id. */
public record LicenseChangeRetried(String changeNumber, String subscriptionNumber) {}
