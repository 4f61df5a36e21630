package io.tenantry.remediation;

import io.tenantry.shared.AuditFact;
import io.tenantry.shared.BusinessCalendar;
import io.tenantry.shared.CurrentActor;
import io.tenantry.shared.NotFound;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where cases are kept. Each step of one is kept beside it for good, and told to the audit. */
@Component
class CaseBook {

    private final JdbcClient jdbc;
    private final RemediationProperties settings;
    private final BusinessCalendar calendar;
    private final CurrentActor actor;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    CaseBook(
            JdbcClient jdbc,
            RemediationProperties settings,
            BusinessCalendar calendar,
            CurrentActor actor,
            Clock clock,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.calendar = calendar;
        this.actor = actor;
        this.clock = clock;
        this.events = events;
    }

    /** @param seen what was seen */
    record Sighting(String subject, String seen) {}

    /** What happened to a case. */
    record Happening(String kind, @Nullable Fix fix, String words) {}

    /**
     * Opens a case unless one is open for the same symptom of the same thing. Publishes {@link CaseOpened}.
     *
     * @return its number; empty if there was one
     */
    Optional<String> open(Symptom symptom, Sighting sighting) {
        var now = clock.instant();
        var number = jdbc.sql(
                        """
                        insert into remediation_case (id, number, symptom, subject, seen, opened_at, opened_by, due_at)
                        select :id, 'CASE-' || lpad(cast(nextval('remediation_case_number') as text), 6, '0'), :symptom,
                               :subject, :seen, :now, :actor, :due
                        where not exists (
                            select 1 from remediation_case
                            where symptom = :symptom and subject = :subject and (closed_at is null or muted))
                        on conflict (symptom, subject) where closed_at is null do nothing
                        returning number
                        """)
                .param("id", UUID.randomUUID())
                .param("symptom", symptom.name())
                .param("subject", sighting.subject())
                .param("seen", sighting.seen())
                .param("now", Timestamp.from(now))
                .param("actor", actor.name())
                .param("due", Timestamp.from(now.plus(settings.due())))
                .query(String.class)
                .optional();
        number.ifPresent(opened -> {
            happened(locked(opened), new Happening("OPENED", null, sighting.seen()));
            events.publishEvent(new CaseOpened(opened));
        });
        return number;
    }

    /** What shows a symptom and has no open case, so many at the most. */
    List<Sighting> found(Symptom symptom, int most) {
        return jdbc.sql(
                        "select f.subject, f.seen from (" + symptom.found()
                                + """
                        ) f
                        where not exists (
                            select 1 from remediation_case c
                            where c.symptom = :symptom and c.subject = f.subject
                              and (c.closed_at is null or c.muted))
                        limit :most
                        """)
                .params(scan(symptom))
                .param("most", most)
                .query(Sighting.class)
                .list();
    }

    /** Whether one thing shows a symptom now. */
    Optional<Sighting> shown(Symptom symptom, String subject) {
        return jdbc.sql("select f.subject, f.seen from (" + symptom.found() + ") f where f.subject = :subject")
                .params(scan(symptom))
                .param("subject", subject)
                .query(Sighting.class)
                .optional();
    }

    /** What a person closed although it stayed may be told of again once it was gone. */
    void listenAgain(Symptom symptom) {
        jdbc.sql("update remediation_case set muted = false where symptom = :symptom and muted"
                        + " and subject not in (select f.subject from (" + symptom.stays()
                        + ") f where f.subject is not null)")
                .params(scan(symptom))
                .update();
    }

    /** Somebody asks by name, so what was closed before is no answer. */
    void listenAgain(Symptom symptom, String subject) {
        jdbc.sql("update remediation_case set muted = false where symptom = :symptom and subject = :subject and muted")
                .param("symptom", symptom.name())
                .param("subject", subject)
                .update();
    }

    /** Somebody wants an answer, so that it is not enough that no scan finds the symptom. */
    void asked(String number) {
        jdbc.sql("update remediation_case set by_hand = true where number = :number and not by_hand")
                .param("number", number)
                .update();
    }

    boolean isGone(CaseRow row) {
        return jdbc.sql("select not exists (select 1 from (" + row.symptom().stays()
                        + ") f where f.subject = :subject)")
                .params(scan(row.symptom()))
                .param("subject", row.subject())
                .query(Boolean.class)
                .single();
    }

    CaseRow get(String number) {
        return find(number, "");
    }

    CaseRow locked(String number) {
        return find(number, " for update");
    }

    List<String> openOf(String subject) {
        return jdbc.sql(
                        "select number from remediation_case where subject = :subject and closed_at is null order by number")
                .param("subject", subject)
                .query(String.class)
                .list();
    }

    /** The open cases of a subscription and of all its changes, scheduled ones too. */
    List<String> openAround(String subscription) {
        return jdbc.sql(
                        """
                        select c.number
                        from subscription s
                        join remediation_case c on c.closed_at is null
                            and (c.subject = s.number
                                 or exists (select 1 from license_change g
                                            where g.subscription_id = s.id and g.number = c.subject)
                                 or exists (select 1 from scheduled_license_change g
                                            where g.subscription_id = s.id and g.number = c.subject))
                        where s.number = :subscription
                        order by c.number
                        """)
                .param("subscription", subscription)
                .query(String.class)
                .list();
    }

    void keepEvidence(CaseRow row, EvidenceFacts facts) {
        jdbc.sql("update remediation_case set evidence = cast(:facts as jsonb), evidence_at = :now where id = :id")
                .param("facts", CaseRow.json(facts))
                .param("now", Timestamp.from(clock.instant()))
                .param("id", row.id())
                .update();
    }

    /** @param path with its sentence filled */
    void decided(CaseRow row, Path path, List<Fix> fixes) {
        jdbc.sql(
                        """
                        update remediation_case
                        set cause = :cause, words = :words, fixes = :fixes, role = :role, automatic = :automatic,
                            table_version = :version, table_row = :row, version = version + 1,
                            tries = case when cause = :cause then tries else 0 end
                        where id = :id
                        """)
                .param("cause", path.cause())
                .param("words", path.words())
                .param("fixes", fixes.stream().map(Fix::name).toArray(String[]::new))
                .param("role", path.role())
                .param("automatic", path.automatic())
                .param("version", path.tableVersion())
                .param("row", path.tableRow())
                .param("id", row.id())
                .update();
        happened(get(row.number()), new Happening("DECIDED", fixes.get(0), path.words()));
    }

    void tried(CaseRow row) {
        jdbc.sql("update remediation_case set tries = tries + 1, version = version + 1 where id = :id")
                .param("id", row.id())
                .update();
    }

    void closed(CaseRow row, String how, String reason) {
        jdbc.sql(
                        """
                        update remediation_case
                        set closed_at = :now, closed_by = :actor, closed_how = :how, closed_reason = :reason,
                            muted = :how = 'BY_PERSON', version = version + 1
                        where id = :id
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("actor", actor.name())
                .param("how", how)
                .param("reason", reason)
                .param("id", row.id())
                .update();
        happened(row, new Happening("CLOSED", null, reason));
    }

    /** With the cause and the table's row that held at this moment. */
    void happened(CaseRow row, Happening what) {
        jdbc.sql(
                        """
                        insert into remediation_step (case_id, kind, cause, fix, table_version, table_row, words, actor, at)
                        values (:id, :kind, :cause, :fix, :version, :row, :words, :actor, :now)
                        """)
                .param("id", row.id())
                .param("kind", what.kind())
                .param("cause", row.cause())
                .param("fix", what.fix() == null ? null : what.fix().name())
                .param("version", row.tableVersion())
                .param("row", row.tableRow())
                .param("words", what.words())
                .param("actor", actor.name())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        events.publishEvent(new AuditFact(
                row.number(), "case-" + what.kind().toLowerCase(Locale.ROOT), what.words(), details(row, what)));
    }

    private static Map<String, Object> details(CaseRow row, Happening what) {
        var details =
                new HashMap<String, Object>(Map.of("symptom", row.symptom().name(), "subject", row.subject()));
        if (row.cause() != null) {
            details.put("cause", row.cause());
        }
        if (row.tableRow() != null) {
            details.put("tableRow", row.tableRow() + " of version " + row.tableVersion());
        }
        if (what.fix() != null) {
            details.put("fix", what.fix().name());
        }
        return details;
    }

    private CaseRow find(String number, String lock) {
        return jdbc.sql(CaseRow.SELECT + "where number = :number" + lock)
                .param("number", number)
                .query(CaseRow::of)
                .optional()
                .orElseThrow(() -> new NotFound("Case", number));
    }

    private Map<String, Object> scan(Symptom symptom) {
        return Map.of(
                "symptom",
                symptom.name(),
                "now",
                Timestamp.from(clock.instant()),
                "today",
                calendar.today(),
                "patience",
                Timestamp.from(clock.instant().minus(settings.patience())));
    }
}
