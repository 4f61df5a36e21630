/**
 * How much a license change moves what is owed for a cycle. Pure functions without a framework, the same for previews,
 * single invoices and runs over all contracts. Start with {@link io.tenantry.invoicing.proration.Owed}; the share of a
 * cycle is {@link io.tenantry.invoicing.proration.Share}. What others publish is compared with {@link
 * io.tenantry.invoicing.proration.Portion} and {@link io.tenantry.invoicing.proration.CyclesOwed}.
 */
package io.tenantry.invoicing.proration;
