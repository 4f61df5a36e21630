package io.tenantry.customer;

import java.util.UUID;

/**
 * A tenant that belonged to one customer now belongs to another. What it has moves with it, in the same transaction.
 *
 * @param reason why, in the words of who did it
 */
public record ProviderAccountRemapped(
        String providerAccountNumber,
        UUID providerAccountId,
        UUID fromCustomerId,
        UUID toCustomerId,
        String toCustomerNumber,
        String reason) {}
