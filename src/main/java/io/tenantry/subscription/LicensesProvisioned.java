package io.tenantry.subscription;

/** The provider confirmed a change. Add-ons of the subscription may go on, and so may its next change. */
public record LicensesProvisioned(String changeNumber, String subscriptionNumber) {}
