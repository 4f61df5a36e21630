package io.tenantry.invoicing;

import io.tenantry.invoicing.proration.Allocated;
import io.tenantry.invoicing.proration.Contribution;
import io.tenantry.shared.Period;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows that make double billing impossible: one per change and cycle, live until its invoice is voided. The database
 * refuses a second live one of the same change for the same days.
 */
@Component
class Allocations {

    static final String INSERT =
            """
            insert into allocation (id, license_change_id, period, amount, currency, state, waive_reason, invoice_id,
                                    invoice_line_id)
            values (?, ?, daterange(?, ?), ?, ?, ?, ?, ?, ?)
            """;

    private final JdbcClient jdbc;

    Allocations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The days that are settled; stretches without a gap come as one, however many invoices they took. */
    Allocated of(Collection<UUID> changeIds) {
        var byChange = new HashMap<UUID, List<Period>>();
        jdbc.sql(
                        """
                        select license_change_id, lower(stretch) as first_day, upper(stretch) as end_day
                        from (select license_change_id, unnest(range_agg(period)) as stretch
                              from allocation
                              where live and license_change_id = any(:changes)
                              group by license_change_id) as settled
                        """)
                .param("changes", changeIds.toArray(UUID[]::new))
                .query((row, number) -> byChange.computeIfAbsent(
                                row.getObject("license_change_id", UUID.class), id -> new ArrayList<>())
                        .add(period(row)))
                .list();
        return Allocated.of(byChange);
    }

    void free(UUID invoiceId) {
        jdbc.sql("update allocation set live = false where invoice_id = :invoice and live")
                .param("invoice", invoiceId)
                .update();
    }

    static Object[] billed(Contribution contribution, UUID invoiceId, UUID lineId) {
        return row(contribution, "BILLED", null, invoiceId, lineId);
    }

    static Object[] waived(Waiver waiver, @Nullable UUID invoiceId) {
        return row(waiver.contribution(), "WAIVED", waiver.reason(), invoiceId, null);
    }

    private static Object[] row(
            Contribution contribution,
            String state,
            @Nullable String reason,
            @Nullable UUID invoiceId,
            @Nullable UUID lineId) {
        var period = contribution.servicePeriod();
        return new Object[] {
            UUID.randomUUID(),
            contribution.change().id(),
            period.from(),
            period.to(),
            contribution.amount().amount(),
            contribution.currency().getCurrencyCode(),
            state,
            reason,
            invoiceId,
            lineId
        };
    }

    private static Period period(ResultSet row) throws SQLException {
        return Period.of(row.getObject("first_day", LocalDate.class), row.getObject("end_day", LocalDate.class));
    }
}
