package io.tenantry.invoicing;

import io.tenantry.shared.AuditFact;
import io.tenantry.shared.CurrentActor;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Period;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The quarantine as people see it. */
@Service
@Transactional(readOnly = true)
public class QuarantinedLines {

    private static final String SELECT =
            """
            select q.id, c.number as contract_number, k.number as customer_number, s.number as subscription_number,
                   s.name as subscription_name, lower(q.period) as first_day, upper(q.period) as end_day, q.code,
                   q.reason, q.owner, q.opened_at, q.last_seen_at, q.closed_at, q.closed_how, q.closed_by,
                   q.closed_reason, q.version
            from quarantined_line q
            join billing_contract c on c.id = q.billing_contract_id
            join customer k on k.id = c.customer_id
            join subscription s on s.id = q.subscription_id
            """;

    private final JdbcClient jdbc;
    private final CurrentActor actor;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    QuarantinedLines(JdbcClient jdbc, CurrentActor actor, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.actor = actor;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Which lines are asked for; null is all.
     *
     * @param open only those that are open, or only those that are closed
     */
    public record Filter(
            @Nullable String contractNumber,
            @Nullable String subscriptionNumber,
            @Nullable String code,
            @Nullable Boolean open) {}

    /** The oldest first. */
    public Page<QuarantinedLineView> list(Filter filter, Paging paging) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("contract", filter.contractNumber());
        parameters.put("subscription", filter.subscriptionNumber());
        parameters.put("code", filter.code());
        parameters.put("open", filter.open());
        var wanted = SELECT
                + """
                where (cast(:contract as text) is null or c.number = :contract)
                  and (cast(:subscription as text) is null or s.number = :subscription)
                  and (cast(:code as text) is null or q.code = :code)
                  and (cast(:open as boolean) is null or (q.closed_at is null) = :open)
                """;
        var found = jdbc.sql(wanted + "order by q.opened_at, q.period, s.number limit :size offset :offset")
                .params(parameters)
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query(QuarantinedLines::view)
                .list();
        var total = jdbc.sql("select count(*) from (" + wanted + ") as wanted")
                .params(parameters)
                .query(Long.class)
                .single();
        return Page.of(found, paging, total);
    }

    /** @throws NotFound if there is none of that id */
    public QuarantinedLineView get(UUID id) {
        return jdbc.sql(SELECT + "where q.id = :id")
                .param("id", id)
                .query(QuarantinedLines::view)
                .optional()
                .orElseThrow(() -> new NotFound("Quarantined line", id));
    }

    /**
     * Takes a line off the list of what is to be repaired, because it may stay as it is. It is not billed by that; should
     * its cause go away, the next run bills it all the same.
     *
     * @throws Stale if it is not of this version any more
     */
    @Transactional
    public QuarantinedLineView close(UUID id, String reason, long version) {
        if (reason.isBlank()) {
            throw new Refused("reason-missing", "Say why the quarantined line may stay unbilled");
        }
        var line = get(id);
        Stale.check("Quarantined line " + id, version, line.version());
        if (line.closedAt() != null) {
            throw new Refused("quarantined-line-closed", "Quarantined line " + id + " is closed already");
        }
        var closed = jdbc.sql(
                        """
                        update quarantined_line
                        set closed_at = :now, closed_how = 'BY_PERSON', closed_by = :actor, closed_reason = :reason,
                            version = version + 1
                        where id = :id and version = :version""")
                .param("now", Timestamp.from(clock.instant()))
                .param("actor", actor.name())
                .param("reason", reason.strip())
                .param("id", id)
                .param("version", version)
                .update();
        if (closed == 0) {
            throw new Stale("Quarantined line " + id);
        }
        events.publishEvent(new AuditFact(
                line.subscriptionNumber(),
                "quarantined-line-closed",
                reason.strip(),
                Map.of("period", line.period().toString(), "code", line.code())));
        return get(id);
    }

    private static QuarantinedLineView view(ResultSet row, int number) throws SQLException {
        return new QuarantinedLineView(
                row.getObject("id", UUID.class),
                row.getString("contract_number"),
                row.getString("customer_number"),
                row.getString("subscription_number"),
                row.getString("subscription_name"),
                Period.of(row.getObject("first_day", LocalDate.class), row.getObject("end_day", LocalDate.class)),
                row.getString("code"),
                row.getString("reason"),
                row.getString("owner"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_seen_at", OffsetDateTime.class).toInstant(),
                closedAt(row),
                row.getString("closed_how"),
                row.getString("closed_by"),
                row.getString("closed_reason"),
                row.getLong("version"));
    }

    private static @Nullable Instant closedAt(ResultSet row) throws SQLException {
        var at = row.getObject("closed_at", OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
