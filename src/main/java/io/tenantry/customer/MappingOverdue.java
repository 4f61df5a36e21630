package io.tenantry.customer;

/** The day on which a tenant was discovered is over, and nobody has said whose it is. Published once per tenant. */
public record MappingOverdue(String providerAccountNumber) {}
