package io.tenantry.invoicing;

import java.util.UUID;

/** Who bills, as printed on the documents. */
public record IssuingCompanyView(
        UUID id,
        String name,
        String street,
        String postalCode,
        String city,
        String country,
        String vatId,
        String email,
        String iban,
        String bic) {}
