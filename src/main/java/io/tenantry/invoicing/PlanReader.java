package io.tenantry.invoicing;

import io.tenantry.invoicing.plan.Anomaly;
import io.tenantry.shared.Money;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Percent;
import io.tenantry.shared.Period;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads plans with their totals, differences and anomalies. */
@Component
class PlanReader {

    private static final String SELECT =
            """
            select p.id, p.number, p.as_of, p.threshold, p.status, p.actor, p.created_at, p.ready_at, p.sha256,
                   p.committed_by, p.committed_at, r.number as run_number,
                   (select count(*) from billing_plan_item i where i.billing_plan_id = p.id) as contracts,
                   case p.status when 'COMPUTING' then (
                       select count(*) from billing_contract c
                       where c.status = 'ACTIVE' and c.next_invoice_date <= p.as_of and c.number > p.planned_to)
                   else 0 end as remaining,
                   case p.status when 'READY' then (
                       select count(*) from billing_contract c
                       where c.status = 'ACTIVE' and c.next_invoice_date <= p.as_of and not exists (
                           select 1 from billing_plan_item i
                           where i.billing_plan_id = p.id and i.billing_contract_id = c.id))
                   else 0 end as unplanned
            from billing_plan p
            left join billing_run r on r.billing_plan_id = p.id
            """;

    private final JdbcClient jdbc;

    PlanReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    BillingPlanView get(String number) {
        return jdbc.sql(SELECT + "where p.number = :number")
                .param("number", number)
                .query(this::plan)
                .optional()
                .orElseThrow(() -> new NotFound("Billing plan", number));
    }

    /** The newest first. */
    Page<BillingPlanView> list(Paging paging) {
        var total =
                jdbc.sql("select count(*) from billing_plan").query(Long.class).single();
        var plans = jdbc.sql(SELECT + "order by p.created_at desc, p.number desc limit :size offset :offset")
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query(this::plan)
                .list();
        return Page.of(plans, paging, total);
    }

    /** Those with anomalies first, by contract number; {@code anomaly} null means any. */
    Page<BillingPlanView.PlanItem> items(String number, @Nullable Anomaly anomaly, Paging paging) {
        var from =
                """
                from billing_plan_item i
                join billing_plan p on p.id = i.billing_plan_id
                join billing_contract c on c.id = i.billing_contract_id
                join customer k on k.id = c.customer_id
                where p.number = :number and (cast(:anomaly as text) is null or :anomaly = any(i.anomalies))
                """;
        var wanted = anomaly == null ? null : anomaly.name();
        var total = jdbc.sql("select count(*) " + from)
                .param("number", number)
                .param("anomaly", wanted)
                .query(Long.class)
                .single();
        var items = jdbc.sql(
                        """
                        select i.contract_number, k.number as customer_number, k.name as customer_name, i.outcome,
                               i.reason, i.drafts, i.lines, i.currency, i.net, i.tax, i.total, i.latest_net,
                               i.previous_net, lower(i.previous_period) as first_day,
                               upper(i.previous_period) as end_day, i.anomalies, i.sha256
                        """
                                + from
                                + "order by i.anomalies = '{}', i.contract_number limit :size offset :offset")
                .param("number", number)
                .param("anomaly", wanted)
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query((row, index) -> item(row))
                .list();
        return Page.of(items, paging, total);
    }

    ContractPreview planned(String number, String contractNumber) {
        return jdbc.sql(
                        """
                        select i.content
                        from billing_plan_item i
                        join billing_plan p on p.id = i.billing_plan_id
                        where p.number = :number and i.contract_number = :contract and i.content is not null
                        """)
                .param("number", number)
                .param("contract", contractNumber)
                .query(String.class)
                .optional()
                .map(PlanContent::read)
                .orElseThrow(() -> new NotFound("Contract", contractNumber + " in billing plan " + number));
    }

    /** Who was first, for who comes second. */
    String committed(String number) {
        var plan = get(number);
        return "Plan " + number + " was committed by " + plan.committedBy() + "; run " + plan.runNumber()
                + " bills it. Request a new plan for what is due since";
    }

    private BillingPlanView plan(ResultSet row, int index) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new BillingPlanView(
                row.getString("number"),
                row.getObject("as_of", LocalDate.class),
                new Percent(row.getBigDecimal("threshold").stripTrailingZeros()),
                row.getString("status"),
                row.getString("actor"),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("ready_at")),
                row.getString("sha256"),
                row.getString("committed_by"),
                instant(row.getTimestamp("committed_at")),
                row.getString("run_number"),
                row.getLong("contracts"),
                row.getLong("remaining"),
                row.getLong("unplanned"),
                totals(id),
                anomalies(id));
    }

    private List<BillingPlanView.Totals> totals(UUID planId) {
        return jdbc.sql(
                        """
                        select currency, count(*) as contracts, sum(drafts) as drafts, sum(lines) as lines,
                               sum(net) as net, sum(tax) as tax, sum(total) as total, sum(latest_net) as latest,
                               coalesce(sum(previous_net), 0) as previous
                        from billing_plan_item
                        where billing_plan_id = :plan
                        group by currency
                        order by currency
                        """)
                .param("plan", planId)
                .query((row, index) -> totals(row))
                .list();
    }

    private Map<Anomaly, Long> anomalies(UUID planId) {
        var counts = new EnumMap<Anomaly, Long>(Anomaly.class);
        jdbc.sql(
                        """
                        select anomaly, count(*) as contracts
                        from billing_plan_item cross join unnest(anomalies) as anomaly
                        where billing_plan_id = :plan and anomalies <> '{}'
                        group by anomaly
                        """)
                .param("plan", planId)
                .query(row -> {
                    counts.put(Anomaly.valueOf(row.getString("anomaly")), row.getLong("contracts"));
                });
        return counts;
    }

    private static BillingPlanView.Totals totals(ResultSet row) throws SQLException {
        var latest = money(row, "latest");
        var previous = money(row, "previous");
        return new BillingPlanView.Totals(
                row.getString("currency"),
                row.getLong("contracts"),
                row.getLong("drafts"),
                row.getLong("lines"),
                money(row, "net"),
                money(row, "tax"),
                money(row, "total"),
                latest,
                previous,
                latest.minus(previous));
    }

    private static BillingPlanView.PlanItem item(ResultSet row) throws SQLException {
        var latest = money(row, "latest_net");
        var before = row.getBigDecimal("previous_net");
        var previous = before == null ? null : money(row, "previous_net");
        return new BillingPlanView.PlanItem(
                row.getString("contract_number"),
                row.getString("customer_number"),
                row.getString("customer_name"),
                row.getString("outcome"),
                row.getString("reason"),
                row.getInt("drafts"),
                row.getInt("lines"),
                money(row, "net"),
                money(row, "tax"),
                money(row, "total"),
                latest,
                previous,
                period(row),
                previous == null ? latest : latest.minus(previous),
                Arrays.stream((String[]) row.getArray("anomalies").getArray())
                        .map(Anomaly::valueOf)
                        .toList(),
                row.getString("sha256"));
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        BigDecimal amount = row.getBigDecimal(column);
        return Money.of(amount, row.getString("currency")).rounded();
    }

    private static @Nullable Period period(ResultSet row) throws SQLException {
        var from = row.getObject("first_day", LocalDate.class);
        return from == null ? null : Period.of(from, row.getObject("end_day", LocalDate.class));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
