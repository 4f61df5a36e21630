package io.tenantry.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.shared.AuditFact;
import io.tenantry.shared.CopyRows;
import io.tenantry.shared.CurrentActor;
import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who did what, when and why. Entries are written once, in the transaction of what they tell, and never changed. */
@Service
public class AuditTrail {

    private static final String ENTRY = "select id, at, actor, subject, action, reason, details from audit_entry ";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final ObjectMapper json;
    private final Clock clock;
    private final CurrentActor actor;

    AuditTrail(JdbcClient jdbc, JdbcTemplate batches, ObjectMapper json, Clock clock, CurrentActor actor) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
        this.clock = clock;
        this.actor = actor;
    }

    /** Refuses to work without the publisher's transaction: an act without its entry, or the reverse, must not be. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(AuditFact fact) {
        write(List.of(fact));
    }

    /** The same for many at once. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(AuditFact.Several several) {
        write(several.facts());
    }

    private void write(List<AuditFact> facts) {
        var at = clock.instant();
        var who = actor.name();
        var rows = new CopyRows("audit_entry", "at", "actor", "subject", "action", "reason", "details");
        facts.forEach(fact -> rows.add(at, who, fact.subject(), fact.action(), fact.reason(), write(fact.details())));
        rows.write(batches);
    }

    /** All that was ever done to a thing, the oldest first. */
    @Transactional(readOnly = true)
    public List<AuditEntryView> of(String subject) {
        return jdbc.sql(ENTRY + "where subject = :subject order by id")
                .param("subject", subject)
                .query(this::entry)
                .list();
    }

    /** What was done, the newest first. */
    @Transactional(readOnly = true)
    public Page<AuditEntryView> search(AuditFilter filter, Paging paging) {
        var where =
                """
                where (cast(:subject as text) is null or subject = :subject)
                  and (cast(:actor as text) is null or actor = :actor)
                  and (cast(:from as timestamptz) is null or at >= :from)
                  and (cast(:to as timestamptz) is null or at < :to)
                """;
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("subject", filter.subject());
        parameters.put("actor", filter.actor());
        parameters.put("from", inUtc(filter.from()));
        parameters.put("to", inUtc(filter.to()));
        var entries = jdbc.sql(ENTRY + where + "order by id desc limit :size offset :offset")
                .params(parameters)
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query(this::entry)
                .list();
        var total = jdbc.sql("select count(*) from audit_entry " + where)
                .params(parameters)
                .query(Long.class)
                .single();
        return Page.of(entries, paging, total);
    }

    private AuditEntryView entry(ResultSet row, int number) throws SQLException {
        return new AuditEntryView(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("subject"),
                row.getString("action"),
                row.getString("reason"),
                read(row.getString("details")));
    }

    private String write(Map<String, Object> details) {
        try {
            return json.writeValueAsString(details);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException(
                    "An audit fact's details are strings, numbers or booleans, not " + details, unwritable);
        }
    }

    private Map<String, Object> read(String details) {
        try {
            return json.readValue(details, new TypeReference<>() {});
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("An audit entry's details are no JSON object: " + details, broken);
        }
    }

    private static @Nullable OffsetDateTime inUtc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
