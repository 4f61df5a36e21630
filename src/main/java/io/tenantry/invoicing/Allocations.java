package io.tenantry.invoicing;

import io.tenantry.charge.ChargesForBilling;
import io.tenantry.invoicing.proration.Contribution;
import io.tenantry.invoicing.proration.Settled;
import io.tenantry.shared.CopyRows;
import io.tenantry.shared.Fraction;
import io.tenantry.shared.Money;
import io.tenantry.shared.Period;
import io.tenantry.shared.Together;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows that make double billing impossible: which changes are settled for which days, live until their invoice is
 * voided or credited. The database refuses a second live row for the same change and day.
 */
@Component
class Allocations {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final ChargesForBilling charges;

    Allocations(JdbcClient jdbc, JdbcTemplate batches, ChargesForBilling charges) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.charges = charges;
    }

    /**
     * What is settled, by subscription. One that was never billed is left out. It is read before the ledger: a change
     * that comes back into billing in between is then not taken for settled.
     */
    Map<UUID, Settled> of(Collection<UUID> contractIds) {
        var together = new Together(batches);
        var settled = of(contractIds, together);
        together.ask();
        return settled;
    }

    /** The same, together with other questions. What lies beyond is read in the same moment as what it lies beyond of. */
    Map<UUID, Settled> of(Collection<UUID> contractIds, Together together) {
        var settled = new HashMap<UUID, Settled>();
        together.add(
                """
                select t.subscription_id, t.changes, t.settled_until, t.epoch,
                       lower(a.changes) as first, upper(a.changes) - 1 as last,
                       lower(a.period) as first_day, upper(a.period) as end_day
                from subscription s
                join settlement t on t.subscription_id = s.id
                left join allocation a
                  on t.beyond and a.subscription_id = t.subscription_id and a.live
                     and (a.period && daterange(t.settled_until, null) or upper(a.changes) - 1 > t.changes)
                where s.billing_contract_id = any(?)
                """,
                contractIds,
                row -> settled.merge(
                        row.getObject("subscription_id", UUID.class), settled(row), Settled::withAllBeyondOf));
        return settled;
    }

    private static Settled settled(ResultSet row) throws SQLException {
        var firstDay = row.getObject("first_day", LocalDate.class);
        var beyond = firstDay == null
                ? List.<Settled.Rectangle>of()
                : List.of(new Settled.Rectangle(
                        row.getInt("first"),
                        row.getInt("last"),
                        Period.of(firstDay, row.getObject("end_day", LocalDate.class))));
        return new Settled(
                row.getInt("changes"), row.getObject("settled_until", LocalDate.class), beyond, row.getInt("epoch"));
    }

    /** What an invoice settled is owed again. */
    void free(UUID invoiceId) {
        jdbc.sql(
                        """
                        with freed as (
                            update allocation set live = false where invoice_id = :invoice and live
                            returning subscription_id)
                        update settlement set changes = 0, settled_until = '-infinity', beyond = true, epoch = epoch + 1
                        where subscription_id in (select subscription_id from freed)
                        """)
                .param("invoice", invoiceId)
                .update();
        charges.free(invoiceId);
    }

    /** What some lines of an invoice settled is owed again. */
    void free(UUID invoiceId, List<Integer> positions) {
        jdbc.sql(
                        """
                        with freed as (
                            update allocation set live = false
                            where invoice_id = :invoice and position = any(:positions) and live
                            returning subscription_id)
                        update settlement set changes = 0, settled_until = '-infinity', beyond = true, epoch = epoch + 1
                        where subscription_id in (select subscription_id from freed)
                        """)
                .param("invoice", invoiceId)
                .param("positions", positions.toArray(Integer[]::new))
                .update();
        charges.free(invoiceId, positions);
    }

    /** What some lines of an invoice settled stays settled, but is waived by another document for a reason. */
    void waive(UUID invoiceId, List<Integer> positions, UUID by, String reason) {
        jdbc.sql(
                        """
                        update allocation set live = false
                        where invoice_id = :invoice and position = any(:positions) and live
                        """)
                .param("invoice", invoiceId)
                .param("positions", positions.toArray(Integer[]::new))
                .update();
        jdbc.sql(
                        """
                        insert into allocation (subscription_id, changes, period, amount, currency, state, waive_reason,
                                                invoice_id)
                        select subscription_id, changes, period, amount, currency, 'WAIVED', :reason, :by
                        from allocation
                        where invoice_id = :invoice and position = any(:positions) and state = 'BILLED'
                        """)
                .param("reason", reason)
                .param("by", by)
                .param("invoice", invoiceId)
                .param("positions", positions.toArray(Integer[]::new))
                .update();
    }

    /** Cycles of a contract are left out, or are not any more: all that is allocated is read again. */
    void lookAgain(UUID contractId) {
        jdbc.sql(
                        """
                        update settlement set changes = 0, settled_until = '-infinity', beyond = true, epoch = epoch + 1
                        where subscription_id in (select id from subscription where billing_contract_id = :contract)
                        """)
                .param("contract", contractId)
                .update();
    }

    /** Up to where subscriptions are settled now; written before the allocations, which refer to it. */
    void settle(Map<UUID, Settled> reached) {
        var count = reached.size();
        var subscriptions = new UUID[count];
        var changes = new Integer[count];
        var until = new String[count];
        var beyond = new Boolean[count];
        var epochs = new Integer[count];
        var row = 0;
        for (var one : reached.entrySet()) {
            subscriptions[row] = one.getKey();
            changes[row] = one.getValue().changes();
            until[row] = day(one.getValue().until());
            beyond[row] = !one.getValue().beyond().isEmpty();
            epochs[row] = one.getValue().epoch();
            row++;
        }
        batches.update(
                """
                insert into settlement (subscription_id, changes, settled_until, beyond, epoch, settled_times)
                select *, 1 from unnest(?, ?, cast(? as date[]), ?, ?)
                on conflict (subscription_id) do update
                set changes = case when settlement.epoch = excluded.epoch then excluded.changes else settlement.changes end,
                    settled_until = case when settlement.epoch = excluded.epoch then excluded.settled_until else settlement.settled_until end,
                    beyond = case when settlement.epoch = excluded.epoch then excluded.beyond else settlement.beyond end,
                    settled_times = settlement.settled_times + 1
                """,
                subscriptions,
                changes,
                until,
                beyond,
                epochs);
    }

    static CopyRows rows() {
        return new CopyRows(
                "allocation",
                "subscription_id",
                "changes",
                "period",
                "amount",
                "currency",
                "state",
                "waive_reason",
                "invoice_id",
                "position");
    }

    /** A line's contributions are settled together where their changes follow each other. */
    static void addBilled(CopyRows rows, DraftLine line, UUID invoiceId, int position) {
        var contributions = line.contributions();
        var first = 0;
        for (var next = 1; next <= contributions.size(); next++) {
            if (next == contributions.size() || !adjoin(contributions.get(next - 1), contributions.get(next))) {
                var together = contributions.subList(first, next);
                add(rows, Objects.requireNonNull(line.subscriptionId()), together, "BILLED", null, invoiceId, position);
                first = next;
            }
        }
    }

    static void addWaived(CopyRows rows, Waiver waiver, @Nullable UUID invoiceId) {
        var waived = List.of(waiver.contribution());
        add(rows, waiver.subscriptionId(), waived, "WAIVED", waiver.reason(), invoiceId, null);
    }

    private static boolean adjoin(Contribution one, Contribution next) {
        return one.change().sequence() + 1 == next.change().sequence()
                && one.servicePeriod().equals(next.servicePeriod());
    }

    private static void add(
            CopyRows rows,
            UUID subscription,
            List<Contribution> together,
            String state,
            @Nullable String reason,
            @Nullable UUID invoiceId,
            @Nullable Integer position) {
        var exact = Fraction.ZERO;
        for (var one : together) {
            exact = exact.plus(one.exact());
        }
        var currency = together.get(0).currency();
        var last = together.get(together.size() - 1);
        rows.add(
                subscription,
                "[" + together.get(0).change().sequence() + "," + (last.change().sequence() + 1) + ")",
                last.servicePeriod(),
                new Money(BigDecimal.ONE, currency).times(exact).amount(),
                currency.getCurrencyCode(),
                state,
                reason,
                invoiceId,
                position);
    }

    private static String day(LocalDate day) {
        return day.equals(LocalDate.MIN) ? "-infinity" : day.toString();
    }
}
