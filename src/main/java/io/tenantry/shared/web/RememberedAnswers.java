package io.tenantry.shared.web;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The answers to creating calls that carried an {@code Idempotency-Key}, and where forms led, by who called and key, for
 * thirty days.
 */
@Component
class RememberedAnswers {

    private static final Duration KEPT = Duration.ofDays(30);

    /** A key is its caller's own. */
    record Key(String actor, String value) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    RememberedAnswers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Takes the key until the end of this transaction; false where another call holds it. */
    boolean take(Key key) {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(:actor || ' ' || :key, 0))")
                .param("actor", key.actor())
                .param("key", key.value())
                .query(Boolean.class)
                .single();
    }

    Optional<RememberedAnswer> find(Key key) {
        return jdbc.sql(
                        """
                        select request_hash, status, content_type, location, etag, body
                        from idempotent_request
                        where actor = :actor and idempotency_key = :key""")
                .param("actor", key.actor())
                .param("key", key.value())
                .query((row, number) -> new RememberedAnswer(
                        row.getString("request_hash"),
                        row.getInt("status"),
                        row.getString("content_type"),
                        row.getString("location"),
                        row.getString("etag"),
                        row.getBytes("body")))
                .optional();
    }

    /** Keeps an answer, and forgets those that nobody repeats any more. */
    void remember(Key key, RememberedAnswer answer) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql(
                        """
                        delete from idempotent_request
                        where ctid in (
                            select ctid from idempotent_request
                            where answered_at < :forgotten
                            limit 100 for update skip locked)""")
                .param("forgotten", now.minus(KEPT))
                .update();
        jdbc.sql(
                        """
                        insert into idempotent_request (idempotency_key, actor, request_hash, status, content_type,
                            location, etag, body, answered_at)
                        values (:key, :actor, :hash, :status, :contentType, :location, :etag, :body, :now)""")
                .param("key", key.value())
                .param("actor", key.actor())
                .param("hash", answer.requestHash())
                .param("status", answer.status())
                .param("contentType", answer.contentType())
                .param("location", answer.location())
                .param("etag", answer.etag())
                .param("body", answer.body())
                .param("now", now)
                .update();
    }
}
