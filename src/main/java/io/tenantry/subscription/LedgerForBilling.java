package io.tenantry.subscription;

import io.tenantry.shared.Together;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The change ledger as billing reads it: many contracts in a constant number of statements. */
@Service
@Transactional(readOnly = true)
public class LedgerForBilling {

    private final JdbcTemplate jdbc;

    LedgerForBilling(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The subscriptions of each contract, by subscription number.
     *
     * @return has every contract asked for; one without subscriptions has an empty list
     */
    public Map<UUID, List<BillableSubscription>> of(Collection<UUID> contractIds) {
        var together = new Together(jdbc);
        var byContract = of(contractIds, together);
        together.ask();
        return byContract;
    }

    /** The same, together with other questions. */
    public Map<UUID, List<BillableSubscription>> of(Collection<UUID> contractIds, Together together) {
        var byContract = new HashMap<UUID, List<BillableSubscription>>();
        contractIds.forEach(contract -> byContract.put(contract, new ArrayList<>()));
        var changes = changes(contractIds, together);
        together.add(
                """
                        select subscription.billing_contract_id, subscription.id, subscription.number,
                               subscription.name, subscription.provider_part_number, subscription.product_id,
                               product.title, product.sku_title,
                               coalesce(product.tax_category, 'STANDARD') as tax_category, subscription.term,
                               subscription.status, subscription.billable,
                               subscription.show_on_invoice, subscription.parent_id, parent.number as parent_number
                        from subscription
                        left join product on product.id = subscription.product_id
                        left join subscription parent on parent.id = subscription.parent_id
                        where subscription.billing_contract_id = any(?)
                        order by subscription.number""",
                contractIds,
                row -> {
                    byContract
                            .computeIfAbsent(LedgerRows.id(row, "billing_contract_id"), contract -> new ArrayList<>())
                            .add(subscription(row, changes));
                });
        return byContract;
    }

    private Map<UUID, List<BillableChange>> changes(Collection<UUID> contractIds, Together together) {
        var bySubscription = new HashMap<UUID, List<BillableChange>>();
        together.add(
                """
                        select change.subscription_id, change.id, change.number, change.sequence, change.entry,
                               coalesce(change.returned_entry, change.entry) as present_entry, change.event,
                               change.quantity_delta, change.quantity_after, change.monthly_unit_price,
                               change.unit_price, change.currency, change.sales_unit, change.unit_months,
                               change.price_list_item_id, item.unit as item_unit, lower(item.valid) as item_from,
                               change.sets_price, change.effective_date, change.refund, change.billing_status,
                               other.id as other_product, other.tax_category as other_tax_category,
                               exists (select from subscription_replacement replacement
                                       where replacement.leaving_id = change.id)
                               or change.undoes_id is not null
                               or change.event = 'DEACTIVATE' and change.follows_id is null
                                  and change.source = 'SYSTEM'
                               or exists (select from subscription_expiry expiry
                                          where expiry.license_change_id = change.id)
                               or change.source <> 'PORTAL'
                                  and exists (select from subscription_renewal renewal
                                              where renewal.subscription_id = change.subscription_id
                                                and renewal.renewed_on = change.effective_date)
                                   as moves,
                               change.undoes_id
                        from license_change change
                        join subscription on subscription.id = change.subscription_id
                        left join price_list_item item on item.id = change.price_list_item_id
                        left join product other
                          on other.id = change.product_id and change.product_id <> subscription.product_id
                        where subscription.billing_contract_id = any(?)
                        order by change.subscription_id, change.sequence""",
                contractIds,
                row -> {
                    var changes = bySubscription.computeIfAbsent(
                            LedgerRows.id(row, "subscription_id"), subscription -> new ArrayList<>());
                    var undone = LedgerRows.optionalId(row, "undoes_id");
                    if (undone != null) {
                        changes.replaceAll(earlier -> earlier.id().equals(undone) ? earlier.undone() : earlier);
                    }
                    changes.add(change(row));
                });
        return bySubscription;
    }

    private static BillableSubscription subscription(ResultSet row, Map<UUID, List<BillableChange>> changes)
            throws SQLException {
        var id = LedgerRows.id(row, "id");
        return new BillableSubscription(
                id,
                row.getString("number"),
                row.getString("name"),
                row.getString("provider_part_number"),
                row.getObject("product_id", UUID.class),
                row.getString("title"),
                row.getString("sku_title"),
                row.getString("tax_category"),
                row.getString("term"),
                row.getString("status"),
                row.getBoolean("billable"),
                row.getBoolean("show_on_invoice"),
                row.getObject("parent_id", UUID.class),
                row.getString("parent_number"),
                List.copyOf(changes.getOrDefault(id, List.of())));
    }

    private static BillableChange.@Nullable Item item(ResultSet row) throws SQLException {
        var id = LedgerRows.optionalId(row, "price_list_item_id");
        return id == null
                ? null
                : new BillableChange.Item(id, row.getString("item_unit"), LedgerRows.day(row, "item_from"));
    }

    private static BillableChange.@Nullable Product otherProduct(ResultSet row) throws SQLException {
        var id = LedgerRows.optionalId(row, "other_product");
        return id == null ? null : new BillableChange.Product(id, row.getString("other_tax_category"));
    }

    private static BillableChange change(ResultSet row) throws SQLException {
        return new BillableChange(
                LedgerRows.id(row, "id"),
                row.getString("number"),
                row.getInt("sequence"),
                row.getLong("present_entry"),
                row.getLong("entry"),
                row.getString("event"),
                row.getInt("quantity_delta"),
                row.getInt("quantity_after"),
                LedgerRows.money(row, "monthly_unit_price"),
                LedgerRows.money(row, "unit_price"),
                row.getString("sales_unit"),
                row.getObject("unit_months", Integer.class),
                item(row),
                row.getBoolean("sets_price"),
                LedgerRows.day(row, "effective_date"),
                row.getBoolean("refund"),
                row.getBoolean("moves"),
                row.getString("billing_status"),
                otherProduct(row));
    }
}
