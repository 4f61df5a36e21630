package io.tenantry.pricing;

import io.tenantry.shared.Money;
import io.tenantry.shared.Period;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;

/** How an item is read from the database, and which columns that takes. */
final class PriceListItemRow implements RowMapper<PriceListItemView> {

    static final String SELECT =
            """
            select item.id, item.price_list_id, item.product_id, item.unit, item.term, item.selling_price,
                   item.cost_price, lower(item.valid) as valid_from, upper(item.valid) as valid_to,
                   list.currency, item.version
            from price_list_item item join price_list list on list.id = item.price_list_id
            """;

    @Override
    public PriceListItemView mapRow(ResultSet row, int number) throws SQLException {
        var currency = row.getString("currency");
        return new PriceListItemView(
                row.getObject("id", UUID.class),
                row.getObject("price_list_id", UUID.class),
                row.getObject("product_id", UUID.class),
                row.getString("unit"),
                row.getString("term"),
                Money.of(row.getBigDecimal("selling_price"), currency),
                Money.of(row.getBigDecimal("cost_price"), currency),
                Period.of(row.getObject("valid_from", LocalDate.class), row.getObject("valid_to", LocalDate.class)),
                row.getLong("version"));
    }
}
