package io.tenantry.invoicing.run;

import io.tenantry.shared.NotFound;
import io.tenantry.shared.Together;
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

/** Keeps the runs and their contracts. */
@Component
public class RunRegister {

    /**
     * A run as it is worked on.
     *
     * @param billingPlanId the plan that it bills exactly; null for a run of its own
     * @param kind FULL_CYCLE, or CHANGE_LOG for one that bills only what changed within cycles
     * @param limited whether it bills no other contracts than those that were named when it was opened
     */
    public record Run(
            UUID id,
            String number,
            LocalDate asOf,
            String status,
            @Nullable UUID billingPlanId,
            String kind,
            boolean limited) {

        public boolean isChangeLog() {
            return kind.equals("CHANGE_LOG");
        }
    }

    /**
     * What became of a contract.
     *
     * @param status INVOICED, NOTHING_DUE, or SET_ASIDE if it was not billed, or not wholly
     */
    public record Outcome(UUID contractId, String status, String reason) {}

    private static final String FROM =
            """
            from billing_contract c
            join customer k on k.id = c.customer_id
            cross join (select name, street, postal_code, city, country, vat_id
                        from issuing_company where is_default) o
            """;

    private static final String UNBILLABLE =
            """
            (c.status <> 'ACTIVE'
             or '' in (btrim(k.street), btrim(k.postal_code), btrim(k.city), btrim(k.country))
             or '' in (btrim(o.name), btrim(o.street), btrim(o.postal_code), btrim(o.city), btrim(o.country),
                       btrim(o.vat_id)))
            """;

    private static final String WHY_UNBILLABLE =
            """
            case when c.status <> 'ACTIVE' then 'Contract ' || c.number || ' is not active and bills no more; open a new one for its subscriptions'
                 when '' in (btrim(o.name), btrim(o.street), btrim(o.postal_code), btrim(o.city), btrim(o.country),
                             btrim(o.vat_id))
                     then 'The issuing company lacks name, address or VAT id; '
                          || 'complete tenantry.issuing-company in the configuration'
                 else 'Customer ' || k.number || ' has no complete address; add street, postal code, city and country'
            end
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    RunRegister(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    public String open(LocalDate asOf, String actor) {
        var next = jdbc.sql("select nextval('billing_run_number')")
                .query(Long.class)
                .single();
        var number = String.format(Locale.ROOT, "RUN-%06d", next);
        jdbc.sql(
                        """
                        insert into billing_run (id, number, as_of, status, actor, created_at)
                        values (:id, :number, :asOf, 'REQUESTED', :actor, :now)
                        """)
                .param("id", UUID.randomUUID())
                .param("number", number)
                .param("asOf", asOf)
                .param("actor", actor)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return number;
    }

    /** Limits a run that was just opened to some contracts. */
    public void limit(String number, Collection<UUID> contractIds) {
        jdbc.sql("update billing_run set limited = true where number = :number and status = 'REQUESTED'")
                .param("number", number)
                .update();
        jdbc.sql(
                        """
                        insert into billing_run_selection (billing_run_id, billing_contract_id)
                        select r.id, wanted.id
                        from billing_run r cross join unnest(:contracts) as wanted (id)
                        where r.number = :number
                        """)
                .param("number", number)
                .param("contracts", contractIds.toArray(UUID[]::new))
                .update();
    }

    public Run get(String number) {
        return jdbc.sql(
                        """
                        select id, number, as_of, status, billing_plan_id, kind, limited
                        from billing_run where number = :number
                        """)
                .param("number", number)
                .query(Run.class)
                .optional()
                .orElseThrow(() -> new NotFound("Billing run", number));
    }

    /**
     * Takes up the contracts that are due, those of its plan, or those that it is limited to, as far as they are not taken
     * up by this run yet; returns how many the run has now. One that was named and is not due yet is told to have nothing
     * due.
     */
    public int select(Run run) {
        jdbc.sql(
                        """
                        update billing_run set status = 'RUNNING', started_at = :now, version = version + 1
                        where id = :run and status = 'REQUESTED'
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("run", run.id())
                .update();
        jdbc.sql(
                        """
                        insert into billing_run_item (billing_run_id, billing_contract_id, position, status, reason)
                        select :run, c.id, row_number() over (order by c.number), d.status,
                               case when d.status = 'NOTHING_DUE'
                                    then 'Its next invoice date is ' || c.next_invoice_date end
                        from billing_contract c
                        cross join lateral (
                            select case when :limited and c.status = 'ACTIVE' and c.next_invoice_date > :asOf
                                        then 'NOTHING_DUE' else 'PENDING' end) d (status)
                        where cast(:plan as uuid) is null and not :limited and :kind = 'FULL_CYCLE'
                              and c.status = 'ACTIVE' and c.next_invoice_date <= :asOf
                           or c.id in (select billing_contract_id from billing_plan_item
                                       where billing_plan_id = :plan and outcome <> 'GONE')
                           or c.id in (select billing_contract_id from billing_run_selection
                                       where billing_run_id = :run)
                        on conflict (billing_run_id, billing_contract_id) do nothing
                        """)
                .param("run", run.id())
                .param("limited", run.limited())
                .param("plan", run.billingPlanId())
                .param("kind", run.kind())
                .param("asOf", run.asOf())
                .update();
        return jdbc.sql("select count(*) from billing_run_item where billing_run_id = :run")
                .param("run", run.id())
                .query(Integer.class)
                .single();
    }

    /**
     * Sets contracts aside that ended meanwhile, or whose invoice would lack what a legal document must say of seller
     * and buyer.
     */
    public void setAsideUnbillable(Run run) {
        jdbc.sql(
                        """
                        update billing_run_item i
                        set status = 'SET_ASIDE', reason = %s
                        %s
                        where i.billing_run_id = :run and i.status = 'PENDING' and c.id = i.billing_contract_id and %s
                        """
                                .formatted(WHY_UNBILLABLE, FROM, UNBILLABLE))
                .param("run", run.id())
                .update();
    }

    /** Of these contracts, those that a run would set aside before it reckons them, with the reason. */
    public Map<UUID, String> unbillable(Collection<UUID> contractIds) {
        var together = new Together(batches);
        var reasons = unbillable(contractIds, together);
        together.ask();
        return reasons;
    }

    /** The same, together with other questions. */
    public Map<UUID, String> unbillable(Collection<UUID> contractIds, Together together) {
        var reasons = new HashMap<UUID, String>();
        together.add(
                """
                select c.id, %s as reason
                %s
                where c.id = any(?) and %s
                """
                        .formatted(WHY_UNBILLABLE, FROM, UNBILLABLE),
                contractIds,
                row -> reasons.put(row.getObject("id", UUID.class), row.getString("reason")));
        return reasons;
    }

    /**
     * Claims the next contracts, by number, until the transaction ends; a node that works beside this one takes others.
     */
    public List<UUID> claim(Run run, int count) {
        return jdbc.sql(
                        """
                        select billing_contract_id
                        from billing_run_item
                        where billing_run_id = :run and status = 'PENDING'
                        order by position
                        limit :count
                        for update skip locked
                        """)
                .param("run", run.id())
                .param("count", count)
                .query(UUID.class)
                .list();
    }

    public void settle(Run run, List<Outcome> outcomes) {
        batches.update(
                """
                update billing_run_item i set status = became.status, reason = nullif(became.reason, ''), settled_at = ?
                from unnest(?, ?, ?) as became (contract, status, reason)
                where i.billing_run_id = ? and i.billing_contract_id = became.contract
                """,
                Timestamp.from(clock.instant()),
                outcomes.stream().map(Outcome::contractId).toArray(UUID[]::new),
                outcomes.stream().map(Outcome::status).toArray(String[]::new),
                outcomes.stream().map(Outcome::reason).toArray(String[]::new),
                run.id());
    }

    public int count(Run run, String status) {
        return jdbc.sql("select count(*) from billing_run_item where billing_run_id = :run and status = :status")
                .param("run", run.id())
                .param("status", status)
                .query(Integer.class)
                .single();
    }

    public void finish(Run run) {
        jdbc.sql(
                        """
                        update billing_run set status = 'FINISHED', finished_at = :now, version = version + 1
                        where id = :run and status <> 'FINISHED'
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("run", run.id())
                .update();
    }
}
