package io.tenantry.invoicing;

import org.jspecify.annotations.Nullable;

/**
 * Which invoices are wanted; null means any.
 *
 * @param review whether only drafts that wait for a person are wanted
 */
public record InvoiceFilter(
        @Nullable String status,
        @Nullable String customerNumber,
        @Nullable String contractNumber,
        @Nullable String runNumber,
        boolean review) {}
