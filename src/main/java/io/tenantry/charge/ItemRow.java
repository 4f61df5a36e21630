package io.tenantry.charge;

import io.tenantry.shared.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;

/** How an item is read from the database, and which columns that takes. */
final class ItemRow implements RowMapper<NonRecurringItemView> {

    static final String SELECT =
            """
            select i.id, i.number, i.billing_contract_id, c.number as contract_number, k.number as customer_number,
                   i.name, i.description, i.product_id, p.provider_part_number,
                   coalesce(p.tax_category, 'STANDARD') as tax_category, i.quantity, i.currency, i.unit_price,
                   i.discount_percent, i.taxable, i.invoice_on, i.expires_on, i.cancelled_reason, i.version,
                   coalesce(v.number, v.reference) as invoice_reference,
                   case when i.cancelled_reason is not null then 'CANCELLED'
                        when a.item_id is not null then 'BILLED' else 'OPEN' end as status
            from non_recurring_item i
            join billing_contract c on c.id = i.billing_contract_id
            join customer k on k.id = c.customer_id
            left join product p on p.id = i.product_id
            left join non_recurring_item_allocation a on a.item_id = i.id and a.live
            left join invoice v on v.id = a.invoice_id
            """;

    @Override
    public NonRecurringItemView mapRow(ResultSet row, int number) throws SQLException {
        return new NonRecurringItemView(
                row.getObject("id", UUID.class),
                row.getString("number"),
                row.getObject("billing_contract_id", UUID.class),
                row.getString("contract_number"),
                row.getString("customer_number"),
                row.getString("name"),
                row.getString("description"),
                row.getObject("product_id", UUID.class),
                row.getString("provider_part_number"),
                row.getString("tax_category"),
                row.getInt("quantity"),
                Money.of(row.getBigDecimal("unit_price"), row.getString("currency")),
                row.getBigDecimal("discount_percent"),
                row.getBoolean("taxable"),
                row.getString("status"),
                row.getObject("invoice_on", LocalDate.class),
                row.getObject("expires_on", LocalDate.class),
                row.getString("invoice_reference"),
                row.getString("cancelled_reason"),
                row.getLong("version"));
    }
}
