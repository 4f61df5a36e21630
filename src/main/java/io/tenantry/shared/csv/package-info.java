/**
 * Reads the CSV files that people upload: strictly UTF-8, in flat memory whatever the size, and with every error at its
 * line and column. Start with {@link io.tenantry.shared.csv.CsvFile}.
 */
package io.tenantry.shared.csv;
