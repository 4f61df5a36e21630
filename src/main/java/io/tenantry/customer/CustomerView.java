package io.tenantry.customer;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A customer (CRM account) with its primary contact. */
public record CustomerView(
        UUID id,
        String number,
        String name,
        String domain,
        String country,
        String street,
        String city,
        String postalCode,
        String currency,
        @Nullable String vatId,
        @Nullable String region,
        String language,
        @Nullable String contactName,
        @Nullable String contactEmail,
        long version) {}
