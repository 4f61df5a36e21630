package io.tenantry.remediation;

import io.tenantry.remediation.CaseBook.Happening;
import io.tenantry.remediation.CaseBook.Sighting;
import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The cases as people see and work on them: what is stuck, why, since when, and what puts it right. Provisioning best
 * practices §10.
 */
@Service
@Transactional
public class Cases {

    private final CaseBook book;
    private final Fixes fixes;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    Cases(CaseBook book, Fixes fixes, JdbcClient jdbc, ApplicationEventPublisher events) {
        this.book = book;
        this.fixes = fixes;
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * A person wants a fix to be made.
     *
     * @param fix one of the case's
     * @param version of the case as that person read it
     */
    public record FixRequest(String number, Fix fix, Map<String, String> inputs, String reason, long version) {}

    /** Those of a filter, the one due first on top; closed ones the newest first. */
    @Transactional(readOnly = true)
    public Page<CaseView> all(CaseFilter filter, Paging paging) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put(
                "symptom", filter.symptom() == null ? null : filter.symptom().name());
        parameters.put("cause", filter.cause());
        parameters.put("subject", filter.subject());
        parameters.put("role", filter.role());
        parameters.put("open", filter.open());
        var wanted = CaseRow.SELECT
                + """
                where (cast(:symptom as text) is null or symptom = :symptom)
                  and (cast(:cause as text) is null or cause = :cause)
                  and (cast(:subject as text) is null or subject = :subject or subject like :subject || '/%')
                  and (cast(:role as text) is null or role = :role)
                  and (cast(:open as boolean) is null or (closed_at is null) = :open)
                """;
        var found = jdbc.sql(wanted + "order by closed_at desc nulls first, due_at, number limit :size offset :offset")
                .params(parameters)
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query(CaseRow::of)
                .list();
        var total = jdbc.sql("select count(*) from (" + wanted + ") as wanted")
                .params(parameters)
                .query(Long.class)
                .single();
        return Page.of(found.stream().map(CaseRow::view).toList(), paging, total);
    }

    /** @throws io.tenantry.shared.NotFound if there is none of that number */
    @Transactional(readOnly = true)
    public CaseDetails get(String number) {
        var row = book.get(number);
        var history = jdbc.sql(
                        """
                        select kind, cause, fix, table_version, table_row, words, actor, at
                        from remediation_step where case_id = :id order by id
                        """)
                .param("id", row.id())
                .query(CaseDetails.Step.class)
                .list();
        return new CaseDetails(row.view(), row.known(), row.evidenceAt(), history);
    }

    /** Something is not as it should be: opens a case, unless one tells of it already. */
    public void observe(Symptom symptom, String subject, String seen) {
        book.open(symptom, new Sighting(subject, seen));
    }

    /**
     * A step of a process stopped. A license change that is not settled has the one case that tells of its step too, be it
     * that its process still goes by the number of the scheduled change that it was. In a transaction of its own, for who
     * hears of it has none any more.
     *
     * @param about number of the thing that the process is about, or the process itself where there is none
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void stopped(String about, String step, String words) {
        var seen = words.isBlank() ? Symptom.STEP_STOPPED.title() : words;
        openChangeOf(about)
                .ifPresentOrElse(
                        change -> observe(Symptom.CHANGE_NOT_PROVISIONED, change, seen),
                        () -> observe(Symptom.STEP_STOPPED, about + "/" + step, seen));
    }

    private Optional<String> openChangeOf(String about) {
        return jdbc.sql(
                        """
                        select g.number
                        from license_change g
                        where g.provisioning_status in ('AWAITING_PROVISIONING', 'FAILED_PROVISIONING')
                          and (g.number = :about
                               or g.id = (select s.license_change_id from scheduled_license_change s
                                          where s.number = :about))
                        """)
                .param("about", about)
                .query(String.class)
                .optional();
    }

    /**
     * A person met a symptom and wants to know its cause.
     *
     * @return the case, be it new or known already
     * @throws Refused if the symptom is none of such a thing, or nothing is said of what was seen
     */
    public CaseDetails open(Symptom symptom, String subject, String seen) {
        requireWords(seen, "Say what was seen of " + subject);
        fixes.requireSubject(symptom, subject);
        book.listenAgain(symptom, subject);
        var number = book.open(symptom, new Sighting(subject, seen.strip())).orElseGet(() -> jdbc.sql(
                        """
                                select number from remediation_case
                                where symptom = :symptom and subject = :subject and closed_at is null
                                """)
                .param("symptom", symptom.name())
                .param("subject", subject)
                .query(String.class)
                .single());
        book.asked(number);
        return get(number);
    }

    /** Something happened to a thing: its cases are looked at again. */
    public void touch(String subject) {
        book.openOf(subject).forEach(number -> events.publishEvent(new CaseTouched(number)));
    }

    /** Something happened to a subscription: its cases and those of all its changes are looked at again. */
    public void touchAround(String subscription) {
        book.openAround(subscription).forEach(number -> events.publishEvent(new CaseTouched(number)));
    }

    /**
     * Makes a fix of the case, and has it verified.
     *
     * @param mayActAs whether the person has a role
     * @throws Refused if the person may not, or the thing refuses; then nothing is changed
     * @throws Stale if the case is not as that person read it
     */
    public CaseDetails act(FixRequest request, Predicate<String> mayActAs) {
        var row = open(request.number(), request.version());
        if (!row.fixes().contains(request.fix())) {
            throw new Refused(
                    "fix-not-offered",
                    row.number() + " does not offer " + request.fix() + "; it offers " + row.fixes());
        }
        requireRole(row, mayActAs);
        requireWords(request.reason(), "Say why '" + request.fix().title() + "' is right for " + row.number());
        fixes.make(new FixOrder(
                row.number(),
                row.subject(),
                request.fix(),
                row.facts(),
                request.inputs(),
                request.reason().strip()));
        book.tried(row);
        book.happened(
                row, new Happening("ACTED", request.fix(), request.reason().strip()));
        if (request.fix() == Fix.ACKNOWLEDGE) {
            book.closed(row, "BY_PERSON", request.reason().strip());
        }
        events.publishEvent(new CaseTouched(row.number()));
        return get(row.number());
    }

    /** Closes a case although its symptom may stay; should it, no new case is opened before it was gone. */
    public CaseDetails close(String number, String reason, long version, Predicate<String> mayActAs) {
        var row = open(number, version);
        requireRole(row, mayActAs);
        requireWords(reason, "Say why " + number + " may be closed");
        book.closed(row, "BY_PERSON", reason.strip());
        events.publishEvent(new CaseTouched(number));
        return get(number);
    }

    /** Gathers the evidence anew and asks the table again. */
    public CaseDetails lookAgain(String number) {
        var row = book.locked(number);
        requireOpen(row);
        events.publishEvent(new CaseTouched(number));
        return get(number);
    }

    private CaseRow open(String number, long version) {
        var row = book.locked(number);
        requireOpen(row);
        Stale.check("Case " + number, version, row.version());
        return row;
    }

    private static void requireOpen(CaseRow row) {
        if (!row.isOpen()) {
            throw new Refused("case-closed", row.number() + " is closed: " + row.closedReason());
        }
    }

    private static void requireRole(CaseRow row, Predicate<String> mayActAs) {
        if (row.role() != null && !mayActAs.test(row.role())) {
            throw new Refused(
                    "case-of-another-role",
                    row.number() + " is for the role " + row.role() + "; ask somebody who has it");
        }
    }

    private static void requireWords(String words, String message) {
        if (words.isBlank()) {
            throw new Refused("reason-missing", message);
        }
    }
}
