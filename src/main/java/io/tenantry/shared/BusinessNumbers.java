package io.tenantry.shared;

import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives things the numbers that people and processes call them by, such as {@code CUS-000017}. */
@Component
public class BusinessNumbers {

    private final JdbcClient jdbc;

    BusinessNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The next number. A rolled back transaction leaves a gap, which is fine everywhere but on invoices.
     *
     * @param sequence the database's sequence behind it
     */
    public String next(String prefix, String sequence) {
        var next = jdbc.sql("select nextval(cast(:sequence as regclass))")
                .param("sequence", sequence)
                .query(Long.class)
                .single();
        return String.format(Locale.ROOT, "%s-%06d", prefix, next);
    }
}
