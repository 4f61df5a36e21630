package io.tenantry.customer;

/** A tenant was seen for the first time. Starts {@code onboarding}. */
public record TenantDiscovered(String providerAccountNumber) {}
