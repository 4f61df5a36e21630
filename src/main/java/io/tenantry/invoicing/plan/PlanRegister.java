package io.tenantry.invoicing.plan;

import io.tenantry.shared.NotFound;
import io.tenantry.shared.Percent;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the plans and what each says of a contract. */
@Component
public class PlanRegister {

    /**
     * A plan as it is worked on.
     *
     * @param threshold by how many percent a contract may change before it is pointed out
     * @param plannedTo number of the last contract that is computed
     * @param sha256 over all its items; null while it is computed
     */
    public record Plan(
            UUID id,
            String number,
            LocalDate asOf,
            Percent threshold,
            String status,
            String plannedTo,
            @Nullable String sha256) {}

    /** A contract that is due. */
    public record Due(UUID id, String number) {}

    /** What a plan promised for a contract. */
    public record Promise(String sha256, @Nullable String content) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    PlanRegister(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    public String open(LocalDate asOf, Percent threshold, String actor) {
        var next = jdbc.sql("select nextval('billing_plan_number')")
                .query(Long.class)
                .single();
        var number = String.format(Locale.ROOT, "PLAN-%06d", next);
        jdbc.sql(
                        """
                        insert into billing_plan (id, number, as_of, threshold, status, actor, created_at)
                        values (:id, :number, :asOf, :threshold, 'COMPUTING', :actor, :now)
                        """)
                .param("id", UUID.randomUUID())
                .param("number", number)
                .param("asOf", asOf)
                .param("threshold", threshold.value())
                .param("actor", actor)
                .param("now", now())
                .update();
        return number;
    }

    /** Nobody else works on the plan until the transaction ends. */
    public Plan lock(String number) {
        return jdbc.sql(
                        """
                        select id, number, as_of, threshold, status, planned_to, sha256 from billing_plan
                        where number = :number
                        for update
                        """)
                .param("number", number)
                .query(PlanRegister::plan)
                .optional()
                .orElseThrow(() -> new NotFound("Billing plan", number));
    }

    /** The next contracts that are due and not computed yet, by number. */
    public List<Due> nextDue(Plan plan, int count) {
        return jdbc.sql(
                        """
                        select id, number from billing_contract
                        where status = 'ACTIVE' and next_invoice_date <= :asOf and number > :plannedTo
                        order by number
                        limit :count
                        """)
                .param("asOf", plan.asOf())
                .param("plannedTo", plan.plannedTo())
                .param("count", count)
                .query(Due.class)
                .list();
    }

    public int countDue(Plan plan, String plannedTo) {
        return jdbc.sql(
                        """
                        select count(*) from billing_contract
                        where status = 'ACTIVE' and next_invoice_date <= :asOf and number > :plannedTo
                        """)
                .param("asOf", plan.asOf())
                .param("plannedTo", plannedTo)
                .query(Integer.class)
                .single();
    }

    /** Takes down what is planned for a chunk; the next one goes on behind its last contract. */
    public void add(Plan plan, List<PlannedItem> items, String plannedTo) {
        batches.batchUpdate(
                """
                insert into billing_plan_item (billing_plan_id, billing_contract_id, contract_number, outcome, reason,
                                               drafts, lines, currency, net, tax, total, latest_net, previous_net,
                                               previous_period, anomalies, content, sha256)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::daterange, ?::text[], ?, ?)
                """,
                items.stream().map(item -> row(plan, item)).toList());
        jdbc.sql("update billing_plan set planned_to = :plannedTo where id = :id")
                .param("plannedTo", plannedTo)
                .param("id", plan.id())
                .update();
    }

    /**
     * Of these contracts, what each was billed for the last cycle that started before its plan's. What corrects an invoice
     * belongs to the cycle of that invoice.
     */
    public Map<UUID, BilledBefore> billedBefore(Collection<UUID> contractIds) {
        var before = new HashMap<UUID, BilledBefore>();
        jdbc.sql(
                        """
                        select distinct on (billing_contract_id) billing_contract_id, lower(period) as first_day,
                               upper(period) as end_day, currency, sum(net) as net
                        from invoice
                        where billing_contract_id = any(:contracts) and status <> 'VOID'
                          and (status <> 'DRAFT' or net <> 0)
                        group by billing_contract_id, period, currency
                        order by billing_contract_id, lower(period) desc, upper(period) desc
                        """)
                .param("contracts", contractIds.toArray(UUID[]::new))
                .query(row -> {
                    before.put(row.getObject("billing_contract_id", UUID.class), PlanRows.before(row));
                });
        return before;
    }

    /**
     * Adds the contracts that were billed for the cycle before and are not due any more because they ended or somebody
     * deactivated them, and whose next invoice would have come within one cycle up to the plan's day.
     */
    public void addGone(Plan plan) {
        jdbc.sql(PlanRows.ADD_GONE)
                .param("plan", plan.id())
                .param("asOf", plan.asOf())
                .param("empty", PlanRows.NOTHING_SHA256)
                .update();
    }

    /** Closes the plan: from now on it says what its fingerprint covers. Returns that. */
    public String seal(Plan plan) {
        return jdbc.sql(
                        """
                        update billing_plan p
                        set status = 'READY', ready_at = :now, sha256 = encode(sha256(convert_to(
                            p.number || ' ' || p.as_of || E'\n' || coalesce((
                                select string_agg(i.contract_number || ' ' || i.sha256, E'\n' order by i.contract_number)
                                from billing_plan_item i where i.billing_plan_id = p.id), ''), 'UTF8')), 'hex')
                        where p.id = :id
                        returning sha256
                        """)
                .param("now", now())
                .param("id", plan.id())
                .query(String.class)
                .single();
    }

    public void commit(Plan plan, String runNumber, String actor) {
        jdbc.sql(
                        """
                        update billing_plan set status = 'COMMITTED', committed_by = :actor, committed_at = :now
                        where id = :id
                        """)
                .param("actor", actor)
                .param("now", now())
                .param("id", plan.id())
                .update();
        jdbc.sql("update billing_run set billing_plan_id = :plan where number = :run")
                .param("plan", plan.id())
                .param("run", runNumber)
                .update();
    }

    /** What the plan promised for these contracts. */
    public Map<UUID, Promise> promises(UUID planId, Collection<UUID> contractIds) {
        var promises = new HashMap<UUID, Promise>();
        jdbc.sql(
                        """
                        select billing_contract_id, sha256, content from billing_plan_item
                        where billing_plan_id = :plan and billing_contract_id = any(:contracts)
                        """)
                .param("plan", planId)
                .param("contracts", contractIds.toArray(UUID[]::new))
                .query(row -> {
                    promises.put(
                            row.getObject("billing_contract_id", UUID.class),
                            new Promise(row.getString("sha256"), row.getString("content")));
                });
        return promises;
    }

    private static Object[] row(Plan plan, PlannedItem item) {
        var before = item.comparison().before();
        return new Object[] {
            plan.id(),
            item.contractId(),
            item.contractNumber(),
            item.outcome().status(),
            item.outcome().reason(),
            item.outcome().drafts(),
            item.outcome().lines(),
            item.amounts().net().currency().getCurrencyCode(),
            item.amounts().net().amount(),
            item.amounts().tax().amount(),
            item.amounts().total().amount(),
            item.comparison().latest().amount(),
            before == null ? null : before.net().amount(),
            before == null ? null : before.period().toString(),
            PlanRows.array(item.comparison().anomalies()),
            item.content(),
            item.sha256()
        };
    }

    private static Plan plan(ResultSet row, int number) throws SQLException {
        BigDecimal threshold = row.getBigDecimal("threshold");
        return new Plan(
                row.getObject("id", UUID.class),
                row.getString("number"),
                row.getObject("as_of", LocalDate.class),
                new Percent(threshold),
                row.getString("status"),
                row.getString("planned_to"),
                row.getString("sha256"));
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
