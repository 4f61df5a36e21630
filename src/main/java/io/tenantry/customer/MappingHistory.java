package io.tenantry.customer;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps whose a tenant was when, and who said so. Never changed. */
@Component
class MappingHistory {

    private final JdbcClient jdbc;
    private final Clock clock;

    MappingHistory(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A move of a tenant from one customer, or from nobody, to another. */
    record Move(UUID account, @Nullable UUID from, UUID to, String actor, String reason) {}

    void keep(Move move) {
        jdbc.sql(
                        """
                        insert into provider_account_mapping (provider_account_id, from_customer_id, to_customer_id,
                                                              actor, reason, at)
                        values (:account, :from, :to, :actor, :reason, :at)""")
                .param("account", move.account())
                .param("from", move.from())
                .param("to", move.to())
                .param("actor", move.actor())
                .param("reason", move.reason())
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    /** The oldest first. */
    List<MappingEntry> of(UUID account) {
        return jdbc.sql(
                        """
                        select f.number as from_number, t.number as to_number, m.actor, m.reason, m.at
                        from provider_account_mapping m
                        left join customer f on f.id = m.from_customer_id
                        join customer t on t.id = m.to_customer_id
                        where m.provider_account_id = :account
                        order by m.id""")
                .param("account", account)
                .query((row, number) -> new MappingEntry(
                        row.getString("from_number"),
                        row.getString("to_number"),
                        row.getString("actor"),
                        row.getString("reason"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
