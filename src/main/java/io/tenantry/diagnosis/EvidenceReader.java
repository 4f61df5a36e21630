package io.tenantry.diagnosis;

import io.tenantry.invoicing.Previews;
import io.tenantry.shared.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gathers the facts about a contract; each list in one statement, the newest 200 of what grows without end. */
@Component
class EvidenceReader {

    private final JdbcClient jdbc;
    private final Previews previews;

    EvidenceReader(JdbcClient jdbc, Previews previews) {
        this.jdbc = jdbc;
        this.previews = previews;
    }

    Evidence of(Subject subject) {
        var contract = subject.contractId();
        return new Evidence(
                contract(contract),
                list(EvidenceQueries.SUBSCRIPTIONS, contract, EvidenceReader::subscription),
                list(EvidenceQueries.CHANGES, contract, EvidenceReader::change),
                list(EvidenceQueries.SCHEDULED, contract, EvidenceReader::scheduled),
                list(EvidenceQueries.CYCLES, contract, EvidenceReader::cycle),
                list(EvidenceQueries.INVOICES, contract, EvidenceReader::invoice),
                list(EvidenceQueries.LINES, contract, EvidenceReader::line),
                list(EvidenceQueries.WAIVED, contract, EvidenceReader::waived),
                list(EvidenceQueries.QUARANTINED, contract, EvidenceReader::quarantined),
                list(EvidenceQueries.PRICES, contract, EvidenceReader::price),
                list(EvidenceQueries.RUNS, contract, EvidenceReader::run),
                previews.preview(subject.contract(), subject.date()));
    }

    private <T> List<T> list(String sql, UUID contract, RowMapper<T> mapping) {
        return jdbc.sql(sql).param("contract", contract).query(mapping).list();
    }

    private Evidence.Contract contract(UUID contract) {
        return jdbc.sql(EvidenceQueries.CONTRACT)
                .param("contract", contract)
                .query(Evidence.Contract.class)
                .single();
    }

    private static Evidence.Subscription subscription(ResultSet row, int number) throws SQLException {
        return new Evidence.Subscription(
                row.getString("number"),
                row.getString("name"),
                row.getString("status"),
                row.getBoolean("billable"),
                row.getString("product"),
                row.getString("part_number"),
                row.getString("term"),
                row.getString("sales_unit"),
                row.getObject("unit_months", Integer.class),
                row.getObject("unit_months_now", Integer.class),
                row.getInt("quantity"),
                moneyOrNone(row, "unit_price"),
                row.getString("currency"),
                day(row, "start_date"),
                row.getObject("end_date", LocalDate.class),
                texts(row, "same_product_elsewhere"));
    }

    private static Evidence.Change change(ResultSet row, int number) throws SQLException {
        return new Evidence.Change(
                row.getString("number"),
                row.getString("subscription"),
                row.getInt("sequence"),
                row.getString("event"),
                day(row, "effective_date"),
                row.getInt("quantity_delta"),
                row.getInt("quantity_after"),
                moneyOrNone(row, "unit_price"),
                row.getString("sales_unit"),
                row.getString("currency"),
                row.getBoolean("refund"),
                row.getString("provisioning_status"),
                row.getString("billing_status"),
                row.getString("actor"),
                row.getString("reason"),
                instant(row, "created_at"),
                moneyOrNone(row, "list_price"),
                row.getBoolean("price_fits"),
                texts(row, "billed_on"));
    }

    private static Evidence.Scheduled scheduled(ResultSet row, int number) throws SQLException {
        return new Evidence.Scheduled(
                row.getString("number"),
                row.getString("subscription"),
                row.getString("change_type"),
                row.getInt("quantity_delta"),
                day(row, "effective_date"),
                row.getString("status"),
                row.getString("message"));
    }

    private static Evidence.Cycle cycle(ResultSet row, int number) throws SQLException {
        return new Evidence.Cycle(
                row.getInt("cycle_number"),
                day(row, "first_day"),
                day(row, "end_day"),
                day(row, "bill_on"),
                row.getString("status"),
                row.getString("message"));
    }

    private static Evidence.Invoice invoice(ResultSet row, int number) throws SQLException {
        return new Evidence.Invoice(
                row.getString("reference"),
                row.getString("number"),
                row.getString("kind"),
                row.getString("status"),
                day(row, "first_day"),
                day(row, "end_day"),
                money(row, "total"),
                row.getString("run"),
                row.getString("corrects"),
                row.getString("review_reason"),
                instant(row, "created_at"));
    }

    private static Evidence.Line line(ResultSet row, int number) throws SQLException {
        return new Evidence.Line(
                row.getString("invoice"),
                row.getString("invoice_status"),
                row.getInt("position"),
                row.getString("kind"),
                row.getString("subscription"),
                row.getString("change"),
                row.getString("description"),
                day(row, "first_day"),
                day(row, "end_day"),
                row.getInt("quantity"),
                money(row, "unit_price"),
                row.getString("share"),
                money(row, "amount"));
    }

    private static Evidence.Waived waived(ResultSet row, int number) throws SQLException {
        return new Evidence.Waived(
                row.getString("subscription"),
                row.getString("changes"),
                day(row, "first_day"),
                day(row, "end_day"),
                money(row, "amount"),
                row.getString("waive_reason"));
    }

    private static Evidence.Quarantined quarantined(ResultSet row, int number) throws SQLException {
        return new Evidence.Quarantined(
                row.getString("subscription"),
                day(row, "first_day"),
                day(row, "end_day"),
                row.getString("code"),
                row.getString("reason"),
                row.getString("owner"),
                instant(row, "opened_at"));
    }

    private static Evidence.ListPrice price(ResultSet row, int number) throws SQLException {
        return new Evidence.ListPrice(
                row.getString("subscription"),
                row.getString("price_list"),
                row.getString("unit"),
                row.getString("term"),
                money(row, "price"),
                day(row, "first_day"),
                day(row, "end_day"));
    }

    private static Evidence.RunItem run(ResultSet row, int number) throws SQLException {
        return new Evidence.RunItem(
                row.getString("run"),
                day(row, "as_of"),
                row.getString("run_status"),
                row.getString("status"),
                row.getString("reason"),
                instant(row, "created_at"));
    }

    /** The statements write an amount and its currency as {@code 12.5 EUR}. */
    private static @Nullable String moneyOrNone(ResultSet row, String column) throws SQLException {
        var text = row.getString(column);
        if (text == null) {
            return null;
        }
        var parts = text.split(" ", 2);
        return Money.of(parts[0], parts[1]).plain().toString();
    }

    private static String money(ResultSet row, String column) throws SQLException {
        return String.valueOf(moneyOrNone(row, column));
    }

    private static LocalDate day(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
