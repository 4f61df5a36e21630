package io.tenantry.customer;

/** A tenant now belongs to a customer. */
public record ProviderAccountMapped(String providerAccountNumber, String customerNumber) {}
