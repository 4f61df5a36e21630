package io.tenantry.shared;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Many rows of one table, written by one {@code COPY} in the transaction that is open. Where a run writes a row per
 * invoice, inserts would take several times as long.
 */
public final class CopyRows {

    private static final String HEX_BYTES = "\\\\x";

    private final String statement;
    private final StringBuilder rows = new StringBuilder(16_384);
    private int count;

    /** @param columns in the order of the values of each row */
    public CopyRows(String table, String... columns) {
        statement = "copy " + table + " (" + String.join(", ", columns) + ") from stdin";
    }

    /** @param values strings, numbers, booleans, dates, UUIDs, bytes, {@link Period}s or null */
    public void add(@Nullable Object... values) {
        for (var index = 0; index < values.length; index++) {
            if (index > 0) {
                rows.append('\t');
            }
            append(values[index]);
        }
        rows.append('\n');
        count++;
    }

    /** Refused rows fail as they do with an insert: none is written. */
    public void write(JdbcTemplate jdbc) {
        if (count > 0) {
            jdbc.execute(
                    (ConnectionCallback<Boolean>) connection -> copy(connection, new StringReader(rows.toString())));
        }
    }

    private Boolean copy(Connection connection, Reader text) throws SQLException {
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement, text);
            return true;
        } catch (IOException impossible) {
            throw new SQLException("The rows are read from memory", impossible);
        }
    }

    private void append(@Nullable Object value) {
        if (value == null) {
            rows.append("\\N");
        } else if (value instanceof BigDecimal number) {
            rows.append(number.toPlainString());
        } else if (value instanceof Period period) {
            rows.append('[')
                    .append(period.from())
                    .append(',')
                    .append(period.to())
                    .append(')');
        } else if (value instanceof byte[] bytes) {
            rows.append(HEX_BYTES).append(HexFormat.of().formatHex(bytes));
        } else if (value instanceof LocalDate day && day.equals(LocalDate.MIN)) {
            rows.append("-infinity");
        } else {
            escape(value.toString());
        }
    }

    private void escape(String text) {
        for (var index = 0; index < text.length(); index++) {
            var character = text.charAt(index);
            switch (character) {
                case '\\' -> rows.append("\\\\");
                case '\t' -> rows.append("\\t");
                case '\n' -> rows.append("\\n");
                case '\r' -> rows.append("\\r");
                default -> rows.append(character);
            }
        }
    }
}
