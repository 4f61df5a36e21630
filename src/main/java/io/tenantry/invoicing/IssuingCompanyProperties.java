package io.tenantry.invoicing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who bills. The defaults are the company of the demo; the prefixes count only until the first start, as a series of
 * numbers never changes its looks.
 *
 * @param country two letters, ISO 3166
 */
@ConfigurationProperties("tenantry.issuing-company")
record IssuingCompanyProperties(
        @DefaultValue("Nordlicht Cloud Services GmbH") String name,
        @DefaultValue("Am Sandtorkai 37") String street,
        @DefaultValue("20457") String postalCode,
        @DefaultValue("Hamburg") String city,
        @DefaultValue("DE") String country,
        @DefaultValue("DE136695976") String vatId,
        @DefaultValue("billing@nordlicht.example") String email,
        @DefaultValue("DE89370400440532013000") String iban,
        @DefaultValue("COBADEFFXXX") String bic,
        @DefaultValue("INV-") String invoicePrefix,
        @DefaultValue("CRN-") String creditNotePrefix) {}
