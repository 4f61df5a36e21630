package io.tenantry.customer;

/** What a customers file did, in rows of the file. Loading the same file again leaves all unchanged. */
public record LoadedCustomers(long added, long changed, long unchanged) {}
