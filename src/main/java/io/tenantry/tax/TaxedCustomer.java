package io.tenantry.tax;

import org.jspecify.annotations.Nullable;

/**
 * Whom the invoice is for.
 *
 * @param country ISO 3166; where the service is used
 * @param vatId null for a private person or one that has not told it
 */
public record TaxedCustomer(
        String number, String country, @Nullable String region, String postalCode, @Nullable String vatId) {}
