package io.tenantry.subscription;

import jakarta.persistence.EntityManager;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps with each awaiting change what it waits for, so that nobody has to guess. It is no status: the database forgets
 * it as soon as the change is settled or has failed.
 */
@Component
class Waits {

    private final JdbcClient jdbc;
    private final EntityManager entities;
    private final LedgerCalendar calendar;
    private final LedgerTrail trail;

    Waits(JdbcClient jdbc, EntityManager entities, LedgerCalendar calendar, LedgerTrail trail) {
        this.jdbc = jdbc;
        this.entities = entities;
        this.calendar = calendar;
        this.trail = trail;
    }

    /** Waiting goes on since the first time that it waited for the same; what is not awaiting does not wait. */
    void begin(String change, Wait wait) {
        entities.flush();
        var isNew = !isKnown(change, wait);
        var kept = jdbc.sql(
                        """
                        update license_change
                        set waiting_for = :reason, waiting_words = :words, waiting_on = :on,
                            waiting_since = case when :new then :now else waiting_since end
                        where number = :number and provisioning_status = 'AWAITING_PROVISIONING'""")
                .param("reason", wait.reason().name())
                .param("words", wait.words())
                .param("on", wait.on())
                .param("new", isNew)
                .param("now", calendar.now().atOffset(ZoneOffset.UTC))
                .param("number", change)
                .update();
        if (isNew && kept > 0) {
            trail.acted(change, "waits", wait.words(), Map.of("for", wait.reason()));
        }
    }

    /** A change whose day has not come waits for it. */
    void untilItsDay(LicenseChange change) {
        if (isAhead(change)) {
            begin(
                    change.number(),
                    Wait.of(
                            WaitingFor.EFFECTIVE_DATE,
                            change.number() + " takes effect on " + change.effectiveDate()
                                    + " and goes to the provider then; there is nothing to do."));
        }
    }

    /** It is looked at anew: whatever stopped it is over, so it waits for its day, or for nothing. */
    void anew(LicenseChange change) {
        if (isAhead(change)) {
            untilItsDay(change);
            return;
        }
        over(change.number());
    }

    void over(String change) {
        entities.flush();
        jdbc.sql(
                        """
                        update license_change
                        set waiting_for = null, waiting_words = null, waiting_on = null, waiting_since = null
                        where number = :number and waiting_for is not null""")
                .param("number", change)
                .update();
    }

    /** A turn that is not reached is waited for; one that is reached is not. */
    void follow(String change, Turn turn) {
        if (turn.mayGo()) {
            over(change);
            return;
        }
        begin(change, turn.asWait());
    }

    /** What is in the way of others stands otherwise now, and their sentences say so. */
    void reworded(String blocker, String before, String after) {
        entities.flush();
        jdbc.sql(
                        """
                        update license_change set waiting_words = replace(waiting_words, :before, :after)
                        where waiting_on = :blocker""")
                .param("before", before)
                .param("after", after)
                .param("blocker", blocker)
                .update();
    }

    private boolean isAhead(LicenseChange change) {
        return calendar.provisionOn(change.effectiveDate(), change.quantityDelta())
                .isAfter(calendar.now());
    }

    private boolean isKnown(String change, Wait wait) {
        return jdbc.sql(
                                """
                        select count(*) from license_change
                        where number = :number and waiting_for = :reason
                          and waiting_on is not distinct from cast(:on as text)""")
                        .param("number", change)
                        .param("reason", wait.reason().name())
                        .param("on", wait.on())
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
