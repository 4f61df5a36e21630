package io.tenantry.invoicing;

/** Somebody wants to see what a run would bill before it is billed. Starts {@code billing-plan}. */
public record BillingPlanRequested(String planNumber) {}
