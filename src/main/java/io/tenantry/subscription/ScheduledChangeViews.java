package io.tenantry.subscription;

import io.tenantry.shared.NotFound;
import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads scheduled license changes, the next one first. */
@Component
class ScheduledChangeViews {

    private static final String SELECT =
            """
            select scheduled.number, subscription.number as subscription_number,
                   subscription.name as subscription_name, scheduled.change_type, scheduled.quantity_delta,
                   product.provider_part_number, subscription.currency, scheduled.unit_price, scheduled.refund,
                   scheduled.effective_date, scheduled.merge_on, scheduled.provision_on, scheduled.status,
                   scheduled.cause, scheduled.message,
                   change.number as license_change_number, scheduled.actor, scheduled.reason, scheduled.created_at,
                   scheduled.version
            """;

    private static final String FROM =
            """
            from scheduled_license_change scheduled
            join subscription on subscription.id = scheduled.subscription_id
            left join product on product.id = scheduled.product_id
            left join license_change change on change.id = scheduled.license_change_id
            """;

    private static final String WANTED =
            """
            where (cast(:status as text) is null or scheduled.status = :status)
              and (cast(:subscription as text) is null or subscription.number = :subscription)
            """;

    private final LedgerList<ScheduledChangeView> list;

    ScheduledChangeViews(JdbcClient jdbc) {
        list = new LedgerList<>(
                jdbc, SELECT, FROM, "order by scheduled.merge_on, scheduled.number", ScheduledChangeViews::view);
    }

    ScheduledChangeView get(String number) {
        return list.one("where scheduled.number = :number", Map.of("number", number))
                .orElseThrow(() -> new NotFound("Scheduled license change", number));
    }

    Page<ScheduledChangeView> all(ScheduledChangeFilter filter, Paging paging) {
        return list.page(WANTED, wanted(filter), paging);
    }

    private static Map<String, @Nullable Object> wanted(ScheduledChangeFilter filter) {
        var wanted = new HashMap<String, @Nullable Object>();
        wanted.put("status", filter.status() == null ? null : filter.status().name());
        wanted.put("subscription", filter.subscriptionNumber());
        return wanted;
    }

    private static ScheduledChangeView view(ResultSet row, int number) throws SQLException {
        return new ScheduledChangeView(
                row.getString("number"),
                row.getString("subscription_number"),
                row.getString("subscription_name"),
                LedgerRows.word(row, "change_type", SubscriptionEvent.class),
                row.getInt("quantity_delta"),
                row.getString("provider_part_number"),
                LedgerRows.money(row, "unit_price"),
                row.getBoolean("refund"),
                LedgerRows.day(row, "effective_date"),
                LedgerRows.instant(row, "merge_on"),
                LedgerRows.instant(row, "provision_on"),
                LedgerRows.word(row, "status", ScheduledStatus.class),
                row.getString("cause") == null ? null : LedgerRows.word(row, "cause", MergeCause.class),
                row.getString("message"),
                row.getString("license_change_number"),
                row.getString("actor"),
                row.getString("reason"),
                LedgerRows.instant(row, "created_at"),
                row.getLong("version"));
    }
}
