package io.tenantry.tax;

import java.time.LocalDate;

/**
 * What a tax service wants to know of a line.
 *
 * @param productCategory such as STANDARD
 * @param taxable false for what is never taxed, whatever its product
 * @param day the last day of its service period: that is when the service is rendered, and whose rate counts
 */
public record TaxableLine(String productCategory, boolean taxable, LocalDate day) {}
