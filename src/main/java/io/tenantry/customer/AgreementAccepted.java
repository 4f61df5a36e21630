package io.tenantry.customer;

/** A tenant has accepted the provider's customer agreement. */
public record AgreementAccepted(String providerAccountNumber) {}
