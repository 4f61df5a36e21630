package io.tenantry.invoicing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the billing as a whole.
 *
 * @param processRefunds whether reductions are credited where the contract says "use global setting"
 * @param chunkSize how many contracts a run bills in one transaction
 * @param reviewDays within how many days a held draft should be seen to; then operations are told
 */
@ConfigurationProperties("tenantry.invoicing")
record InvoicingProperties(
        @DefaultValue("true") boolean processRefunds,
        @DefaultValue("200") int chunkSize,
        @DefaultValue("2") int reviewDays) {}
