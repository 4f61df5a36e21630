package io.tenantry.invoicing;

import io.tenantry.contract.ChangeLogCadence;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the billing as a whole.
 *
 * @param processRefunds whether reductions are credited where the contract says "use global setting"
 * @param chunkSize how many contracts a run bills in one transaction
 * @param reviewDays within how many days a held draft should be seen to; then operations are told
 * @param changeLogQuarterly how often contracts of 3 to 11 months are looked at for changes within a cycle, where they say
 *     nothing themselves
 * @param changeLogAnnual the same for those of 12 months and more
 */
@ConfigurationProperties("tenantry.invoicing")
record InvoicingProperties(
        @DefaultValue("true") boolean processRefunds,
        @DefaultValue("200") int chunkSize,
        @DefaultValue("2") int reviewDays,
        @DefaultValue("WEEKLY") ChangeLogCadence changeLogQuarterly,
        @DefaultValue("MONTHLY") ChangeLogCadence changeLogAnnual) {}
