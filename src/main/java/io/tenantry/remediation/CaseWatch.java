package io.tenantry.remediation;

import io.tenantry.shared.BusinessCalendar;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which open cases have to be woken: those that are over, and those that nobody works on any more. */
@Component
class CaseWatch {

    private final JdbcClient jdbc;
    private final RemediationProperties settings;
    private final BusinessCalendar calendar;
    private final Clock clock;

    CaseWatch(JdbcClient jdbc, RemediationProperties settings, BusinessCalendar calendar, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * The open cases of a symptom whose subject no longer has it, so many at the most. Who was woken before is last in
     * turn, so that one which does not answer keeps no other waiting.
     */
    List<String> gone(Symptom symptom, int most) {
        return jdbc.sql(
                        """
                        with over as (
                            select c.id
                            from remediation_case c
                            where c.symptom = :symptom and c.closed_at is null
                              and c.subject not in (select f.subject from (%s) f where f.subject is not null)
                            order by c.woken_at nulls first, c.number
                            limit :most
                            for update of c skip locked)
                        update remediation_case w set woken_at = :now
                        from over
                        where w.id = over.id
                        returning w.number
                        """
                                .formatted(symptom.stays()))
                .param("symptom", symptom.name())
                .param("today", calendar.today())
                .param("patience", Timestamp.from(clock.instant().minus(settings.patience())))
                .param("now", Timestamp.from(clock.instant()))
                .param("most", most)
                .query(String.class)
                .list();
    }

    /** The open cases whose process is there no more: somebody deleted it, and nothing else would ever close them. */
    List<String> abandoned(int most) {
        return jdbc.sql(
                        """
                        select c.number
                        from remediation_case c
                        where c.closed_at is null
                          and not exists (
                              select 1
                              from act_ru_execution e
                              join act_re_procdef d on d.id_ = e.proc_def_id_
                              where e.business_key_ = c.number and d.key_ = 'remediation')
                        order by c.number
                        limit :most
                        for update of c skip locked
                        """)
                .param("most", most)
                .query(String.class)
                .list();
    }
}
