package io.tenantry.pricing;

import io.tenantry.catalog.OfferedProduct;
import io.tenantry.shared.csv.RowErrors;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of one price sheet in a temporary table of this transaction, where sets are compared with sets, so that a
 * sheet of any length needs little memory.
 */
final class StagedPrices {

    private static final int BATCH = 1000;

    private static final String INSERT =
            """
            insert into staged_price (line, part_number, title, sku_title, publisher, unit, term, selling,
                cost, valid)
            select line, part_number, title, sku_title, publisher, unit, term, selling, cost,
                daterange(valid_from, valid_to)
            from unnest(cast(:lines as bigint[]), :partNumbers, :titles, :skuTitles, :publishers, :units,
                :terms, cast(:sellings as numeric[]), cast(:costs as numeric[]), cast(:froms as date[]),
                cast(:tos as date[]))
                as sheet (line, part_number, title, sku_title, publisher, unit, term, selling, cost,
                    valid_from, valid_to)""";

    private final JdbcClient jdbc;
    private final List<PriceSheetRow> batch = new ArrayList<>(BATCH);

    private StagedPrices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static StagedPrices empty(JdbcClient jdbc) {
        jdbc.sql("drop table if exists pg_temp.staged_price").update();
        jdbc.sql(
                        """
                        create temporary table staged_price (
                            line        bigint        not null,
                            part_number text          not null,
                            title       text          not null,
                            sku_title   text          not null,
                            publisher   text          not null,
                            unit        text          not null,
                            term        text          not null,
                            selling     numeric(19,6) not null,
                            cost        numeric(19,6) not null,
                            valid       daterange     not null,
                            product_id  uuid,
                            item_id     uuid,
                            outcome     text
                        ) on commit drop""")
                .update();
        return new StagedPrices(jdbc);
    }

    void add(PriceSheetRow row) {
        batch.add(row);
        if (batch.size() == BATCH) {
            write();
        }
    }

    /** Writes what is left, and lets the database look at what there is. */
    void complete() {
        write();
        jdbc.sql("create index on staged_price (part_number, unit, term)").update();
        jdbc.sql("analyze staged_price").update();
    }

    private void write() {
        if (batch.isEmpty()) {
            return;
        }
        jdbc.sql(INSERT)
                .param("lines", column(row -> Long.toString(row.line())))
                .param("partNumbers", column(PriceSheetRow::partNumber))
                .param("titles", column(PriceSheetRow::title))
                .param("skuTitles", column(PriceSheetRow::skuTitle))
                .param("publishers", column(PriceSheetRow::publisher))
                .param("units", column(PriceSheetRow::unit))
                .param("terms", column(PriceSheetRow::term))
                .param("sellings", column(row -> plain(row.selling())))
                .param("costs", column(row -> plain(row.cost())))
                .param("froms", column(row -> row.valid().from().toString()))
                .param("tos", column(row -> row.valid().to().toString()))
                .update();
        batch.clear();
    }

    private String[] column(Function<PriceSheetRow, String> value) {
        return batch.stream().map(value).toArray(String[]::new);
    }

    private static String plain(BigDecimal amount) {
        return amount.toPlainString();
    }

    /** Two rows that price the same on the same day. Of any such rows, two stand side by side in this order. */
    void refuseOverlaps(RowErrors errors) {
        var found = jdbc.sql(
                        """
                        select greatest(line, line_before) as line, least(line, line_before) as other_line,
                            valid = valid_before as same, part_number, unit, term, count(*) over () as total
                        from (
                            select line, part_number, unit, term, valid,
                                lag(line) over neighbours as line_before, lag(valid) over neighbours as valid_before
                            from staged_price
                            window neighbours as (partition by part_number, unit, term order by valid, line)
                        ) as priced
                        where valid && valid_before
                        order by 1
                        limit 100""")
                .query(Overlap.class)
                .list();
        for (var overlap : found) {
            errors.add(overlap.line(), overlap.same() ? null : "EffectiveStartDate", overlap.message());
        }
        if (!found.isEmpty()) {
            errors.addUnlisted(found.get(0).total() - found.size());
        }
    }

    /** Two lines that cannot both hold. */
    record Overlap(long line, long otherLine, boolean same, String partNumber, String unit, String term, long total) {

        private String message() {
            var what = partNumber + " " + unit + " " + term;
            return same
                    ? "Duplicate of line " + otherLine + " (" + what + "); remove one of them"
                    : "Validity overlaps that of line " + otherLine + " (" + what
                            + "); end one before the other starts";
        }
    }

    /** The sheet's products from one part number on, a batch at a time; of several titles the last row's counts. */
    List<OfferedProduct> productsAfter(String partNumber) {
        return jdbc.sql(
                        """
                        select distinct on (part_number) part_number, title, sku_title, publisher
                        from staged_price
                        where part_number > :after
                        order by part_number, line desc
                        limit :size""")
                .param("after", partNumber)
                .param("size", BATCH)
                .query(OfferedProduct.class)
                .list();
    }
}
