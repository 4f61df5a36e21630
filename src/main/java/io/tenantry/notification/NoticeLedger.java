package io.tenantry.notification;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which notices were sent. It commits on its own: what was handed to the mail server stays known, even if the step that
 * wanted it rolls back.
 */
@Repository
@Transactional(propagation = Propagation.REQUIRES_NEW)
class NoticeLedger {

    enum State {
        CLAIMED,
        SENT,
        NOT_SENT,
        UNKNOWN
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    NoticeLedger(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Claims the notice for sending: a new one, one that surely was not sent, or one whose outcome a person has looked
     * up.
     *
     * @return its message id, the same for each try; empty if it is not to be sent
     */
    Optional<String> claim(String key, String subject) {
        return jdbc.sql(
                        """
                        insert into operations_notice (key, message_id, subject, state, at)
                        values (:key, :messageId, :subject, 'CLAIMED', :at)
                        on conflict (key) do update
                        set state = 'CLAIMED', at = excluded.at
                        where operations_notice.state in ('NOT_SENT', 'UNKNOWN')
                        returning message_id
                        """)
                .param("key", key)
                .param("messageId", UUID.randomUUID() + "@operations.tenantry")
                .param("subject", subject)
                .param("at", now())
                .query(String.class)
                .optional();
    }

    /** Writes what became of a claim, and says what it was until now. */
    State settle(String key, State outcome) {
        return State.valueOf(jdbc.sql(
                        """
                        with before as (
                            select key, state from operations_notice where key = :key for update
                        )
                        update operations_notice notice
                        set state = case when before.state = 'CLAIMED' then :outcome else notice.state end, at = :at
                        from before
                        where notice.key = before.key
                        returning before.state
                        """)
                .param("key", key)
                .param("outcome", outcome.name())
                .param("at", now())
                .query(String.class)
                .single());
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
