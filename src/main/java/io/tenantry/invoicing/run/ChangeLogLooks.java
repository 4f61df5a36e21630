package io.tenantry.invoicing.run;

import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * When contracts with long cycles are looked at for what changed within them: by their own cadence, or the global one.
 * Provisioning best practices §7.
 */
@Component
public class ChangeLogLooks {

    /** How often, where a contract says nothing: NEVER, WEEKLY or MONTHLY. */
    public record Cadence(String upToHalfAYear, String longer) {}

    private static final String DUE =
            """
            from billing_contract c
            left join change_log_look l on l.billing_contract_id = c.id
            cross join lateral (select coalesce(c.change_log_cadence,
                                                case when c.frequency_months < 12 then :shorter else :longer end)) d (cadence)
            where c.status = 'ACTIVE' and c.billing_policy = 'ADVANCE' and c.frequency_months >= 3 and c.invoiced
              and d.cadence <> 'NEVER'
              and (l.looked_on is null
                   or case d.cadence when 'WEEKLY' then l.looked_on + 7
                                     else (l.looked_on + interval '1 month')::date end <= :asOf)
            """;

    private final JdbcClient jdbc;

    ChangeLogLooks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public boolean anyDue(LocalDate asOf, Cadence cadence) {
        return jdbc.sql("select exists (select 1 " + DUE + ")")
                .param("shorter", cadence.upToHalfAYear())
                .param("longer", cadence.longer())
                .param("asOf", asOf)
                .query(Boolean.class)
                .single();
    }

    /** Turns a run that was just opened into one of change logs. */
    public void mark(String runNumber) {
        jdbc.sql("update billing_run set kind = 'CHANGE_LOG' where number = :number and status = 'REQUESTED'")
                .param("number", runNumber)
                .update();
    }

    /** Takes up the contracts whose turn it is, in one statement; repeating it adds none twice. */
    public void select(RunRegister.Run run, Cadence cadence) {
        jdbc.sql(
                        """
                        insert into billing_run_item (billing_run_id, billing_contract_id, position, status)
                        select :run, c.id, row_number() over (order by c.number), 'PENDING'
                        """
                                + DUE + "on conflict (billing_run_id, billing_contract_id) do nothing")
                .param("run", run.id())
                .param("shorter", cadence.upToHalfAYear())
                .param("longer", cadence.longer())
                .param("asOf", run.asOf())
                .update();
    }

    /** These contracts have had their turn; one that was set aside comes again the next day. */
    public void looked(Collection<UUID> contractIds, LocalDate on) {
        jdbc.sql(
                        """
                        insert into change_log_look (billing_contract_id, looked_on)
                        select id, :on from unnest(:contracts) as looked (id)
                        on conflict (billing_contract_id) do update set looked_on = excluded.looked_on
                        """)
                .param("on", on)
                .param("contracts", contractIds.toArray(UUID[]::new))
                .update();
    }

    /** Which invoices are of this kind. */
    public void keep(Collection<UUID> invoiceIds, LocalDate upTo) {
        jdbc.sql(
                        """
                        insert into change_log_invoice (invoice_id, up_to)
                        select id, :upTo from unnest(:invoices) as written (id)
                        """)
                .param("upTo", upTo)
                .param("invoices", invoiceIds.toArray(UUID[]::new))
                .update();
    }
}
