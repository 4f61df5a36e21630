package io.tenantry.subscription;

/** A change no longer blocks those after it: it was provisioned, or a person set it to Not Applicable. */
public record LicenseChangeSettled(String changeNumber, String subscriptionNumber) {}
