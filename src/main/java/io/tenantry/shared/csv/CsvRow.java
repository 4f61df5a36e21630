package io.tenantry.shared.csv;

import static java.util.Objects.requireNonNull;

import io.tenantry.shared.Refused;
import java.util.Map;
import java.util.function.Function;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** One row of a file, by column name. What cannot be read is noted as an error at its line and column. */
public final class CsvRow {

    private final CSVRecord values;
    private final Map<String, Integer> columns;
    private final long line;
    private final RowErrors errors;
    private boolean faulty;

    CsvRow(CSVRecord values, Map<String, Integer> columns, long line, RowErrors errors) {
        this.values = values;
        this.columns = columns;
        this.line = line;
        this.errors = errors;
    }

    /** The line on which the row starts; the header is line 1. */
    public long line() {
        return line;
    }

    /** What stands in a column, without the spaces around it; empty where nothing does. */
    public String text(String column) {
        return values.get(requireNonNull(columns.get(column), column)).strip();
    }

    /** What stands in a column that must not be empty. */
    public String required(String column) {
        var text = text(column);
        if (text.isEmpty()) {
            refuse(column, "'" + column + "' is empty; fill it in");
        }
        return text;
    }

    /**
     * A column's value, or null if it is empty or cannot be read; then an error is noted.
     *
     * @param reading throws {@link Refused} with the words for the error
     */
    public <T> @Nullable T value(String column, Function<String, T> reading) {
        var text = required(column);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return reading.apply(text);
        } catch (Refused unreadable) {
            refuse(column, String.valueOf(unreadable.getMessage()));
            return null;
        }
    }

    public void refuse(@Nullable String column, String message) {
        faulty = true;
        errors.add(line, column, message);
    }

    /** Whether an error was noted on this row. */
    public boolean faulty() {
        return faulty;
    }
}
