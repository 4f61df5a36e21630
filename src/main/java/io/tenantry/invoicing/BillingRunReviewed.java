package io.tenantry.invoicing;

/** A person has seen to the contracts that a run set aside; the run can be closed. */
public record BillingRunReviewed(String runNumber) {}
