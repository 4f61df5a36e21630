package io.tenantry.conformance;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * A row of a conformance file.
 *
 * @param number of the row, counted from 1 and without the header
 * @param values by column; what is empty is left out
 */
record ConformanceCase(long number, Map<String, String> values) {

    /** The row cannot be reckoned as it is. */
    static final class Unusable extends RuntimeException {

        Unusable(String message) {
            super(message);
        }
    }

    String id() {
        return text("id").orElse("row " + number);
    }

    String source() {
        return text("source").orElse("no source");
    }

    Optional<String> text(String column) {
        return Optional.ofNullable(values.get(column));
    }

    String required(String column) {
        return text(column).orElseThrow(() -> new Unusable(column + " is missing"));
    }

    Optional<LocalDate> date(String column) {
        return text(column).map(value -> date(column, value));
    }

    LocalDate requiredDate(String column) {
        return date(column, required(column));
    }

    Optional<BigDecimal> number(String column) {
        return text(column).map(value -> number(column, value));
    }

    BigDecimal requiredNumber(String column) {
        return number(column, required(column));
    }

    static BigDecimal number(String column, String value) {
        try {
            return new BigDecimal(value.replace("%", "").strip());
        } catch (NumberFormatException wrong) {
            throw new Unusable(column + " '" + value + "' is no number such as 12.50");
        }
    }

    private static LocalDate date(String column, String value) {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeException wrong) {
            throw new Unusable(column + " '" + value + "' is no date such as 2026-03-01");
        }
    }
}
