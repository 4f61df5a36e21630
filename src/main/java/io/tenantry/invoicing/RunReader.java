package io.tenantry.invoicing;

import io.tenantry.shared.NotFound;
import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads runs with their progress. */
@Component
class RunReader {

    private static final String SELECT =
            """
            select r.number, r.as_of, r.status, r.actor, r.created_at, r.started_at, r.finished_at,
                   p.number as plan_number,
                   array(select l.number from billing_run_selection s
                         join billing_contract l on l.id = s.billing_contract_id
                         where s.billing_run_id = r.id order by l.number) as limited_to, c.contracts, c.pending, c.invoiced, c.nothing_due, c.set_aside,
                   c.last_settled_at, i.billed, i.drafts, i.unreleased
            from billing_run r
            left join billing_plan p on p.id = r.billing_plan_id
            cross join lateral (
                select count(*) as contracts,
                       count(*) filter (where status = 'PENDING') as pending,
                       count(*) filter (where status = 'INVOICED') as invoiced,
                       count(*) filter (where status = 'NOTHING_DUE') as nothing_due,
                       count(*) filter (where status = 'SET_ASIDE') as set_aside,
                       max(settled_at) as last_settled_at
                from billing_run_item where billing_run_id = r.id) c
            cross join lateral (
                select count(*) filter (where number is not null) as billed,
                       count(*) filter (where status = 'DRAFT') as drafts,
                       count(*) filter (where number is not null and released_at is null) as unreleased
                from invoice where billing_run_id = r.id) i
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    RunReader(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    BillingRunView get(String number) {
        return jdbc.sql(SELECT + "where r.number = :number")
                .param("number", number)
                .query((row, index) -> run(row))
                .optional()
                .orElseThrow(() -> new NotFound("Billing run", number));
    }

    /** The newest first. */
    Page<BillingRunView> list(Paging paging) {
        var total =
                jdbc.sql("select count(*) from billing_run").query(Long.class).single();
        var runs = jdbc.sql(SELECT + "order by r.created_at desc, r.number desc limit :size offset :offset")
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query((row, index) -> run(row))
                .list();
        return Page.of(runs, paging, total);
    }

    /** By contract number; {@code status} null means any. */
    Page<BillingRunView.Item> items(String number, @Nullable String status, Paging paging) {
        var from =
                """
                from billing_run_item i
                join billing_run r on r.id = i.billing_run_id
                join billing_contract c on c.id = i.billing_contract_id
                join customer k on k.id = c.customer_id
                where r.number = :number and (cast(:status as text) is null or i.status = :status)
                """;
        var total = jdbc.sql("select count(*) " + from)
                .param("number", number)
                .param("status", status)
                .query(Long.class)
                .single();
        var items = jdbc.sql("select c.number as contract_number, k.number as customer_number, i.status, i.reason "
                        + from + "order by c.number limit :size offset :offset")
                .param("number", number)
                .param("status", status)
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query(BillingRunView.Item.class)
                .list();
        return Page.of(items, paging, total);
    }

    private BillingRunView run(ResultSet row) throws SQLException {
        return new BillingRunView(
                row.getString("number"),
                row.getObject("as_of", LocalDate.class),
                row.getString("status"),
                row.getString("actor"),
                row.getString("plan_number"),
                List.of((String[]) row.getArray("limited_to").getArray()),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "finished_at"),
                progress(row));
    }

    private BillingRunView.Progress progress(ResultSet row) throws SQLException {
        var contracts = row.getLong("contracts");
        var pending = row.getLong("pending");
        var pace = RunPace.of(
                contracts - pending,
                pending,
                new RunPace.Times(instant(row, "started_at"), instant(row, "last_settled_at"), clock.instant()));
        return new BillingRunView.Progress(
                contracts,
                pending,
                row.getLong("invoiced"),
                row.getLong("nothing_due"),
                row.getLong("set_aside"),
                row.getLong("billed"),
                row.getLong("drafts"),
                row.getLong("unreleased"),
                instant(row, "started_at"),
                pace.perSecond(),
                pace.throughAt());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
