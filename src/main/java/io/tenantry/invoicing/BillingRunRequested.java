package io.tenantry.invoicing;

/** Somebody, or the daily timer, wants all due contracts billed. Starts {@code billing-run}. */
public record BillingRunRequested(String runNumber) {}
