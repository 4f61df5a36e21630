package io.tenantry.subscription;

import io.tenantry.shared.NotFound;
import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads subscriptions with the numbers and names of what they belong to: one statement a page. */
@Component
class SubscriptionViews {

    private static final String SELECT =
            """
            select subscription.id, subscription.number, subscription.name, subscription.status,
                   subscription.customer_id, customer.number as customer_number,
                   subscription.billing_contract_id, billing_contract.number as contract_number,
                   subscription.provider_account_id, provider_account.number as account_number,
                   subscription.provider, subscription.provider_part_number, subscription.provider_subscription_id,
                   subscription.product_id, product.title as product_title, subscription.quantity,
                   subscription.sales_unit, subscription.currency, subscription.unit_price,
                   subscription.monthly_unit_price, subscription.term, subscription.billing_plan,
                   subscription.start_date, subscription.commitment_end, subscription.auto_renew,
                   subscription.parent_id, parent.number as parent_number, subscription.billable,
                   subscription.show_on_invoice, subscription.display_on_portal,
                   subscription.quantity_reduction_behavior, subscription.quantity_reduction_window,
                   subscription.channel, subscription.provisioned_at, subscription.version
            """;

    private static final String FROM =
            """
            from subscription
            join provider_account on provider_account.id = subscription.provider_account_id
            left join customer on customer.id = subscription.customer_id
            left join billing_contract on billing_contract.id = subscription.billing_contract_id
            left join product on product.id = subscription.product_id
            left join subscription parent on parent.id = subscription.parent_id
            """;

    private static final String WANTED =
            """
            where (cast(:status as text) is null or subscription.status = :status)
              and (cast(:customer as text) is null or customer.number = :customer)
              and (cast(:contract as text) is null or billing_contract.number = :contract)
            """;

    private final JdbcClient jdbc;
    private final EntityManager entities;
    private final LedgerCalendar calendar;

    SubscriptionViews(JdbcClient jdbc, EntityManager entities, LedgerCalendar calendar) {
        this.jdbc = jdbc;
        this.entities = entities;
        this.calendar = calendar;
    }

    /** Sees what this transaction has written so far. */
    SubscriptionView get(String number) {
        entities.flush();
        return jdbc.sql(SELECT + FROM + "where subscription.number = :number")
                .param("number", number)
                .query(this::view)
                .optional()
                .orElseThrow(() -> new NotFound("Subscription", number));
    }

    Page<SubscriptionView> all(SubscriptionFilter filter, Paging paging) {
        var wanted = wanted(filter);
        var total = jdbc.sql("select count(*) " + FROM + WANTED)
                .params(wanted)
                .query(Long.class)
                .single();
        var items = jdbc.sql(SELECT + FROM + WANTED + "order by subscription.number limit :size offset :offset")
                .params(wanted)
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query(this::view)
                .list();
        return Page.of(items, paging, total);
    }

    private static Map<String, @Nullable Object> wanted(SubscriptionFilter filter) {
        var wanted = new HashMap<String, @Nullable Object>();
        wanted.put("status", filter.status() == null ? null : filter.status().name());
        wanted.put("customer", filter.customerNumber());
        wanted.put("contract", filter.contractNumber());
        return wanted;
    }

    /** Long, because it says each fact once and nothing else. */
    private SubscriptionView view(ResultSet row, int number) throws SQLException {
        var start = LedgerRows.day(row, "start_date");
        var commitmentEnd = LedgerRows.optionalDay(row, "commitment_end");
        return new SubscriptionView(
                LedgerRows.id(row, "id"),
                row.getString("number"),
                row.getString("name"),
                LedgerRows.word(row, "status", SubscriptionStatus.class),
                LedgerRows.optionalId(row, "customer_id"),
                row.getString("customer_number"),
                LedgerRows.optionalId(row, "billing_contract_id"),
                row.getString("contract_number"),
                LedgerRows.id(row, "provider_account_id"),
                row.getString("account_number"),
                row.getString("provider"),
                row.getString("provider_part_number"),
                row.getString("provider_subscription_id"),
                LedgerRows.optionalId(row, "product_id"),
                row.getString("product_title"),
                row.getInt("quantity"),
                row.getString("sales_unit"),
                LedgerRows.money(row, "unit_price"),
                LedgerRows.money(row, "monthly_unit_price"),
                row.getString("term"),
                row.getString("billing_plan"),
                start,
                commitmentEnd,
                nextRenewal(start, commitmentEnd, row.getString("term")),
                row.getBoolean("auto_renew"),
                LedgerRows.optionalId(row, "parent_id"),
                row.getString("parent_number"),
                row.getBoolean("billable"),
                row.getBoolean("show_on_invoice"),
                row.getBoolean("display_on_portal"),
                row.getString("quantity_reduction_behavior"),
                row.getObject("quantity_reduction_window", Integer.class),
                LedgerRows.word(row, "channel", ChangeSource.class),
                LedgerRows.optionalInstant(row, "provisioned_at"),
                findings(row),
                row.getLong("version"));
    }

    private @Nullable LocalDate nextRenewal(LocalDate start, @Nullable LocalDate commitmentEnd, String term) {
        return Term.of(start, commitmentEnd, term).nextRenewal(calendar.today()).orElse(null);
    }

    /** What keeps it from being billed. Provisioning best practices §1, §2 and §5. */
    private static List<String> findings(ResultSet row) throws SQLException {
        var findings = new ArrayList<String>();
        if (row.getString("customer_number") == null) {
            findings.add("Its tenant is unmapped; map provider account " + row.getString("account_number"));
        }
        if (row.getString("contract_number") == null) {
            findings.add("It has no billing contract; attach one by a correction");
        }
        if (row.getString("product_title") == null) {
            findings.add("Its product " + row.getString("provider_part_number")
                    + " is not in the catalog; load the price sheet and set it by a correction");
        }
        if (row.getBigDecimal("unit_price") == null) {
            findings.add("It has no price; add a price list item or give a price by a correction");
        }
        return findings;
    }
}
