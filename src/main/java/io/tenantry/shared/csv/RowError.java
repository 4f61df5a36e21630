package io.tenantry.shared.csv;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong in a file, where, and what to do about it.
 *
 * @param line counts from 1, the header being line 1
 * @param column the column's name; null where the whole line is meant
 */
public record RowError(long line, @Nullable String column, String message) {}
