package io.tenantry.subscription;

import io.tenantry.shared.NotFound;
import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads license changes: one statement a page. */
@Component
class LicenseChangeViews {

    private static final String SELECT =
            """
            select change.number, subscription.number as subscription_number, subscription.name as subscription_name,
                   change.sequence, change.event, change.quantity_delta, change.quantity_after,
                   product.provider_part_number, change.sales_unit, change.currency, change.unit_price,
                   change.monthly_unit_price, change.effective_date, change.source, change.actor, change.reason,
                   change.created_at, change.refund, change.provisioning_status, change.billing_status,
                   change.provider_message, change.provisioned_at, change.version
            """;

    private static final String FROM =
            """
            from license_change change
            join subscription on subscription.id = change.subscription_id
            left join product on product.id = change.product_id
            """;

    private static final String WANTED =
            """
            where (cast(:status as text) is null or change.provisioning_status = :status)
              and (cast(:subscription as text) is null or subscription.number = :subscription)
            """;

    private final JdbcClient jdbc;

    LicenseChangeViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    LicenseChangeView get(String number) {
        return jdbc.sql(SELECT + FROM + "where change.number = :number")
                .param("number", number)
                .query(LicenseChangeViews::view)
                .optional()
                .orElseThrow(() -> new NotFound("License change", number));
    }

    List<LicenseChangeView> ledgerOf(String subscription) {
        return jdbc.sql(SELECT + FROM + "where subscription.number = :subscription order by change.sequence")
                .param("subscription", subscription)
                .query(LicenseChangeViews::view)
                .list();
    }

    Page<LicenseChangeView> all(LicenseChangeFilter filter, Paging paging) {
        var wanted = wanted(filter);
        var total = jdbc.sql("select count(*) " + FROM + WANTED)
                .params(wanted)
                .query(Long.class)
                .single();
        var items = jdbc.sql(
                        SELECT + FROM + WANTED + "order by change.created_at, change.number limit :size offset :offset")
                .params(wanted)
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query(LicenseChangeViews::view)
                .list();
        return Page.of(items, paging, total);
    }

    List<StatusChangeView> historyOf(String number) {
        return jdbc.sql(
                        """
                        select moved.kind, moved.from_status, moved.to_status, moved.actor, moved.reason, moved.at
                        from status_change moved
                        join license_change change on change.id = moved.license_change_id
                        where change.number = :number
                        order by moved.at, moved.id""")
                .param("number", number)
                .query(LedgerRows::statusChange)
                .list();
    }

    private static Map<String, @Nullable Object> wanted(LicenseChangeFilter filter) {
        var status = filter.provisioningStatus();
        var wanted = new HashMap<String, @Nullable Object>();
        wanted.put("status", status == null ? null : status.name());
        wanted.put("subscription", filter.subscriptionNumber());
        return wanted;
    }

    private static LicenseChangeView view(ResultSet row, int number) throws SQLException {
        return new LicenseChangeView(
                row.getString("number"),
                row.getString("subscription_number"),
                row.getString("subscription_name"),
                row.getInt("sequence"),
                LedgerRows.word(row, "event", SubscriptionEvent.class),
                row.getInt("quantity_delta"),
                row.getInt("quantity_after"),
                row.getString("provider_part_number"),
                row.getString("sales_unit"),
                LedgerRows.money(row, "unit_price"),
                LedgerRows.money(row, "monthly_unit_price"),
                LedgerRows.day(row, "effective_date"),
                LedgerRows.word(row, "source", ChangeSource.class),
                row.getString("actor"),
                row.getString("reason"),
                LedgerRows.instant(row, "created_at"),
                row.getBoolean("refund"),
                LedgerRows.word(row, "provisioning_status", ProvisioningStatus.class),
                LedgerRows.word(row, "billing_status", BillingStatus.class),
                row.getString("provider_message"),
                LedgerRows.optionalInstant(row, "provisioned_at"),
                row.getLong("version"));
    }
}
