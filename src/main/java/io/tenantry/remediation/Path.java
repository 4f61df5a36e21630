package io.tenantry.remediation;

/**
 * What the table answered.
 *
 * @param words with placeholders such as {@code {parentNumber}}, filled from the evidence
 * @param fixes codes of {@link Fix}, separated by commas
 * @param tableVersion which version of the table was asked
 * @param tableRow id of the row that hit
 */
public record Path(
        String cause, String words, String fixes, String role, boolean automatic, int tableVersion, String tableRow) {}
