package io.tenantry.pricing;

import io.tenantry.shared.csv.RowErrors;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lays the staged prices over those of a price list. A staged row that starts with an item is that item, with the
 * row's price and end; any other pushes the items that it overlaps aside. Nothing else of the list is touched, and the
 * price of a past day never changes.
 */
final class PriceTimeline {

    private static final String SAME_KEY =
            "item.product_id = staged.product_id and item.unit = staged.unit and item.term = staged.term";

    private final JdbcClient jdbc;
    private final UUID priceListId;
    private final LocalDate today;

    PriceTimeline(JdbcClient jdbc, UUID priceListId, LocalDate today) {
        this.jdbc = jdbc;
        this.priceListId = priceListId;
        this.today = today;
    }

    /** Finds each row's product and item, and says whether it is NEW, CHANGED or UNCHANGED. */
    void compare(String provider) {
        jdbc.sql(
                        """
                        update staged_price set product_id = product.id
                        from product
                        where product.provider = :provider and product.provider_part_number = part_number""")
                .param("provider", provider)
                .update();
        findItems();
    }

    private void findItems() {
        run(
                """
                update staged_price staged
                set item_id = item.id,
                    outcome = case when (item.valid, item.selling_price, item.cost_price)
                                       = (staged.valid, staged.selling, staged.cost) then 'UNCHANGED'
                                   else 'CHANGED' end
                from price_list_item item
                where item.price_list_id = :list and lower(item.valid) = lower(staged.valid) and %s"""
                        .formatted(SAME_KEY));
        run(
                """
                update staged_price staged
                set outcome = case when exists (
                        select from price_list_item item
                        where item.price_list_id = :list and item.valid && staged.valid and %s
                    ) then 'CHANGED' else 'NEW' end
                where outcome is null"""
                        .formatted(SAME_KEY));
    }

    /** Notes the rows that would give a past day another price. */
    void refuseChangesOfThePast(RowErrors errors) {
        var refused = jdbc.sql(
                        """
                        select staged.line, staged.part_number, staged.unit, staged.term, lower(item.valid) as since,
                            item.selling_price as selling, item.cost_price as cost, count(*) over () as total
                        from staged_price staged
                            join price_list_item item on item.valid && staged.valid and %s
                        where item.price_list_id = :list
                          and (item.selling_price, item.cost_price) <> (staged.selling, staged.cost)
                          and lower(item.valid * staged.valid) < :today
                        order by staged.line, item.valid
                        limit 100"""
                                .formatted(SAME_KEY))
                .param("list", priceListId)
                .param("today", today)
                .query(PastPrice.class)
                .list();
        for (var past : refused) {
            errors.add(past.line(), "ERP Price", past.message(today));
        }
        if (!refused.isEmpty()) {
            errors.addUnlisted(refused.get(0).total() - refused.size());
        }
        refuseEndsInThePast(errors);
    }

    /** A row may not end its item on a past day either, unless another row prices the days that follow. */
    private void refuseEndsInThePast(RowErrors errors) {
        jdbc.sql(
                        """
                        select staged.line
                        from staged_price staged join price_list_item item on item.id = staged.item_id
                        where case when upper(staged.valid) < least(upper(item.valid), :today) then
                            not daterange(upper(staged.valid), least(upper(item.valid), :today))
                                <@ (select range_agg(next.valid) from staged_price next
                                    where next.product_id = staged.product_id and next.unit = staged.unit
                                      and next.term = staged.term) end
                        order by staged.line""")
                .param("today", today)
                .query(Long.class)
                .list()
                .forEach(line -> errors.add(
                        line,
                        "EffectiveEndDate",
                        "The price would end in the past, where it was valid already; end it on " + today.minusDays(1)
                                + " at the earliest"));
    }

    /** A price that was valid already. */
    record PastPrice(
            long line,
            String partNumber,
            String unit,
            String term,
            LocalDate since,
            BigDecimal selling,
            BigDecimal cost,
            long total) {

        private String message(LocalDate today) {
            return "The price of " + partNumber + " " + unit + " " + term + " is "
                    + selling.stripTrailingZeros().toPlainString() + " (cost "
                    + cost.stripTrailingZeros().toPlainString() + ") since " + since
                    + ", and a past price is never rewritten; start the new one on " + today + " or later";
        }
    }

    /** Ends and shortens first, so that no two items ever overlap, then lengthens and adds. */
    PriceSheetCounts apply() {
        keepRemains();
        run("delete from price_list_item where id in (select item_id from price_remains where part is null)");
        run(
                """
                update price_list_item item set valid = remains.valid, version = version + 1
                from price_remains remains
                where remains.item_id = item.id and remains.part = 1""");
        lengthenAndAdd();
        return counts();
    }

    private void lengthenAndAdd() {
        run(
                """
                update price_list_item item
                set valid = staged.valid, selling_price = staged.selling, cost_price = staged.cost,
                    version = version + 1
                from staged_price staged
                where staged.item_id = item.id and staged.outcome = 'CHANGED'""");
        run(
                """
                insert into price_list_item (id, price_list_id, product_id, unit, term, selling_price, cost_price, valid)
                select gen_random_uuid(), item.price_list_id, item.product_id, item.unit, item.term,
                    item.selling_price, item.cost_price, remains.valid
                from price_remains remains join price_list_item item on item.id = remains.item_id
                where remains.part > 1""");
        run(
                """
                insert into price_list_item (id, price_list_id, product_id, unit, term, selling_price, cost_price, valid)
                select gen_random_uuid(), :list, product_id, unit, term, selling, cost, valid
                from staged_price
                where item_id is null""");
    }

    /** What is left of an item beside the rows that push it aside: nothing, or parts that are numbered by date. */
    private void keepRemains() {
        run("drop table if exists pg_temp.price_remains");
        run(
                "create temporary table price_remains (item_id uuid not null, part bigint, valid daterange) on commit drop");
        run(
                """
                insert into price_remains (item_id, part, valid)
                select pushed.id, parts.part, parts.valid
                from (
                    select item.id, datemultirange(item.valid) - range_agg(staged.valid) as left_over
                    from price_list_item item join staged_price staged on item.valid && staged.valid and %s
                    where item.price_list_id = :list
                      and not exists (select from staged_price heir where heir.item_id = item.id)
                    group by item.id
                ) as pushed
                left join lateral unnest(pushed.left_over) with ordinality as parts (valid, part) on true"""
                        .formatted(SAME_KEY));
    }

    private PriceSheetCounts counts() {
        return jdbc.sql(
                        """
                        select count(*) filter (where outcome = 'NEW') as added,
                            count(*) filter (where outcome = 'CHANGED') as changed,
                            count(*) filter (where outcome = 'UNCHANGED') as unchanged
                        from staged_price""")
                .query(PriceSheetCounts.class)
                .single();
    }

    private void run(String sql) {
        var statement = jdbc.sql(sql);
        (sql.contains(":list") ? statement.param("list", priceListId) : statement).update();
    }
}
