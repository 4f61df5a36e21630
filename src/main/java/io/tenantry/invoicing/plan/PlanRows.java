package io.tenantry.invoicing.plan;

import io.tenantry.shared.Money;
import io.tenantry.shared.Period;
import io.tenantry.shared.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of plans, from and to the database. */
final class PlanRows {

    /** The fingerprint of an item that writes nothing. */
    static final String NOTHING_SHA256 = Sha256.of("");

    /** In advance the next invoice comes when the billed cycle is over; in arrears a cycle later. */
    static final String ADD_GONE =
            """
            with last_billed as (
                select distinct on (i.billing_contract_id) i.billing_contract_id, i.period, i.currency, sum(i.net) as net
                from invoice i
                join billing_contract c on c.id = i.billing_contract_id
                where i.status <> 'VOID' and (c.status <> 'ACTIVE' or c.end_date is not null)
                group by i.billing_contract_id, i.period, i.currency
                order by i.billing_contract_id, lower(i.period) desc, upper(i.period) desc
            ), expected as (
                select b.*, c.number, c.status, c.end_date, c.frequency_months,
                       (upper(b.period) + case when c.billing_policy = 'ARREARS'
                                               then make_interval(months => c.frequency_months)
                                               else interval '0' end)::date + c.billing_offset_days as bill_on
                from last_billed b
                join billing_contract c on c.id = b.billing_contract_id
            )
            insert into billing_plan_item (billing_plan_id, billing_contract_id, contract_number, outcome, reason,
                                           drafts, lines, currency, net, tax, total, latest_net, previous_net,
                                           previous_period, anomalies, content, sha256)
            select :plan, e.billing_contract_id, e.number, 'GONE',
                   case when e.status <> 'ACTIVE' then 'The contract was deactivated'
                        else 'The contract ended on ' || e.end_date end,
                   0, 0, e.currency, 0, 0, 0, 0, e.net, e.period, '{GONE}', null, :empty
            from expected e
            where e.net <> 0
              and (e.status <> 'ACTIVE' or e.end_date <= upper(e.period))
              and e.bill_on <= :asOf and e.bill_on > :asOf - make_interval(months => e.frequency_months)
            on conflict (billing_plan_id, billing_contract_id) do nothing
            """;

    private PlanRows() {}

    static BilledBefore before(ResultSet row) throws SQLException {
        return new BilledBefore(
                Period.of(row.getObject("first_day", LocalDate.class), row.getObject("end_day", LocalDate.class)),
                Money.of(row.getBigDecimal("net"), row.getString("currency")).rounded());
    }

    /** As PostgreSQL writes an array of plain words. */
    static String array(List<Anomaly> anomalies) {
        return anomalies.stream().map(Anomaly::name).collect(Collectors.joining(",", "{", "}"));
    }
}
