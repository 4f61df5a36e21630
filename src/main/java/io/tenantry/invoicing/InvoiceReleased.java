package io.tenantry.invoicing;

/** A billed invoice may go out: its number is spent and it is unchangeable. Starts {@code post-invoice}, once. */
public record InvoiceReleased(String invoiceNumber) {}
