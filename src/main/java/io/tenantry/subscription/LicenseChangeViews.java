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

/** Reads license changes, the oldest first. */
@Component
class LicenseChangeViews {

    private static final String SELECT =
            """
            select change.number, subscription.number as subscription_number, subscription.name as subscription_name,
                   change.sequence, change.event, change.quantity_delta, change.quantity_after,
                   product.provider_part_number, change.sales_unit, change.currency, change.unit_price,
                   change.monthly_unit_price, change.effective_date, change.source, change.actor, change.reason,
                   change.created_at, change.refund, change.provisioning_status, change.billing_status,
                   change.provider_message, change.provisioned_at, change.waiting_for, change.waiting_words,
                   change.waiting_on, change.waiting_since, change.version,
                   exists (select from subscription_replacement replacement
                           where change.id in (replacement.leaving_id, replacement.entering_id)
                             and replacement.reversed_at is null) as half_of_move
            """;

    static final String FROM =
            """
            from license_change change
            join subscription on subscription.id = change.subscription_id
            left join product on product.id = change.product_id
            left join customer on customer.id = subscription.customer_id
            left join billing_contract on billing_contract.id = subscription.billing_contract_id
            """;

    /** For a filter's {@link #wanted parameters}. */
    static final String WANTED =
            """
            where (cast(:provisioning as text) is null or change.provisioning_status = :provisioning)
              and (cast(:billing as text) is null or change.billing_status = :billing)
              and (cast(:waiting as text) is null or change.waiting_for = :waiting)
              and (cast(:subscription as text) is null or subscription.number = :subscription)
              and (cast(:customer as text) is null or customer.number = :customer)
              and (cast(:contract as text) is null or billing_contract.number = :contract)
              and (cast(:before as date) is null or change.effective_date < :before)
            """;

    private final LedgerList<LicenseChangeView> list;

    LicenseChangeViews(JdbcClient jdbc) {
        list = new LedgerList<>(
                jdbc, SELECT, FROM, "order by change.created_at, change.number", LicenseChangeViews::view);
    }

    LicenseChangeView get(String number) {
        return list.one("where change.number = :number", Map.of("number", number))
                .orElseThrow(() -> new NotFound("License change", number));
    }

    List<LicenseChangeView> ledgerOf(String subscription) {
        return list.all(
                "where subscription.number = :subscription order by change.sequence",
                Map.of("subscription", subscription));
    }

    Page<LicenseChangeView> all(LicenseChangeFilter filter, Paging paging) {
        return list.page(WANTED, wanted(filter), paging);
    }

    static Map<String, @Nullable Object> wanted(LicenseChangeFilter filter) {
        var wanted = new HashMap<String, @Nullable Object>();
        wanted.put("provisioning", name(filter.provisioningStatus()));
        wanted.put("billing", name(filter.billingStatus()));
        wanted.put("waiting", name(filter.waitingFor()));
        wanted.put("subscription", filter.subscriptionNumber());
        wanted.put("customer", filter.customerNumber());
        wanted.put("contract", filter.contractNumber());
        wanted.put("before", filter.effectiveBefore());
        return wanted;
    }

    private static @Nullable String name(@Nullable Enum<?> word) {
        return word == null ? null : word.name();
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
                waiting(row),
                row.getBoolean("half_of_move"),
                row.getLong("version"));
    }

    private static @Nullable WaitView waiting(ResultSet row) throws SQLException {
        return row.getString("waiting_for") == null
                ? null
                : new WaitView(
                        LedgerRows.word(row, "waiting_for", WaitingFor.class),
                        row.getString("waiting_words"),
                        row.getString("waiting_on"),
                        LedgerRows.instant(row, "waiting_since"));
    }
}
