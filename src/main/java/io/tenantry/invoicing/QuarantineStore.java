package io.tenantry.invoicing;

import io.tenantry.shared.Period;
import io.tenantry.shared.Together;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what cannot be billed, many contracts at once. What a run bills after all leaves the quarantine by that. */
@Component
class QuarantineStore {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    QuarantineStore(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /** What is open, by contract. */
    Map<UUID, List<Contents.Open>> open(Collection<UUID> contractIds, Together together) {
        var byContract = new HashMap<UUID, List<Contents.Open>>();
        together.add(
                """
                        select id, billing_contract_id, subscription_id, lower(period) as first_day,
                               upper(period) as end_day, code, reason, owner
                        from quarantined_line
                        where billing_contract_id = any(?) and closed_at is null
                        """,
                contractIds,
                row -> {
                    var contract = row.getObject("billing_contract_id", UUID.class);
                    var line = new Quarantine(
                            row.getObject("subscription_id", UUID.class),
                            Period.of(
                                    row.getObject("first_day", LocalDate.class),
                                    row.getObject("end_day", LocalDate.class)),
                            row.getString("code"),
                            row.getString("reason"),
                            row.getString("owner"));
                    byContract
                            .computeIfAbsent(contract, id -> new ArrayList<>())
                            .add(new Contents.Open(row.getObject("id", UUID.class), contract, line));
                });
        return byContract;
    }

    /** One that a person closed stays closed, unless it was settled meanwhile and is in trouble again. */
    void write(Map<UUID, Reckoning> byContract) {
        var now = Timestamp.from(clock.instant());
        var seen = new ArrayList<Object[]>();
        var settled = new ArrayList<UUID>();
        byContract.forEach((contract, reckoning) -> {
            reckoning
                    .quarantined()
                    .forEach(line -> seen.add(new Object[] {
                        UUID.randomUUID(),
                        contract,
                        line.subscriptionId(),
                        line.period().from(),
                        line.period().to(),
                        line.code(),
                        line.reason(),
                        line.owner(),
                        now,
                        now
                    }));
            settled.addAll(reckoning.released());
        });
        if (!seen.isEmpty()) {
            keep(seen);
        }
        if (!settled.isEmpty()) {
            release(settled, now);
        }
    }

    private void keep(List<Object[]> seen) {
        batches.batchUpdate(
                """
                insert into quarantined_line (id, billing_contract_id, subscription_id, period, code, reason, owner,
                                              opened_at, last_seen_at)
                values (?, ?, ?, daterange(?, ?), ?, ?, ?, ?, ?)
                on conflict (subscription_id, period, code) do update
                set billing_contract_id = excluded.billing_contract_id, reason = excluded.reason,
                    owner = excluded.owner, last_seen_at = excluded.last_seen_at,
                    closed_at = case when quarantined_line.closed_how = 'SETTLED' then null
                                     else quarantined_line.closed_at end,
                    closed_how = case when quarantined_line.closed_how = 'SETTLED' then null
                                      else quarantined_line.closed_how end,
                    version = quarantined_line.version + 1
                """,
                seen);
    }

    private void release(List<UUID> settled, Timestamp now) {
        jdbc.sql(
                        """
                        update quarantined_line set closed_at = :now, closed_how = 'SETTLED', version = version + 1
                        where id = any(:ids) and closed_at is null
                        """)
                .param("now", now)
                .param("ids", settled.toArray(UUID[]::new))
                .update();
    }
}
