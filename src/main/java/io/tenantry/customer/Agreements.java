package io.tenantry.customer;

import io.tenantry.customer.AgreementView.State;
import io.tenantry.shared.AuditFact;
import io.tenantry.shared.CurrentActor;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which tenants have accepted the provider's customer agreement. Without it the provider sells them nothing, so nothing
 * is ordered for them until they have.
 */
@Service
@Transactional
public class Agreements {

    /** No cloud is older. */
    private static final LocalDate FIRST_POSSIBLE = LocalDate.of(2000, 1, 1);

    private static final String SELECT =
            """
            select id, number, agreement_state, agreement_accepted_on, agreement_accepted_by, agreement_seen_at
            from provider_account where number = :number
            """;

    private final JdbcClient jdbc;
    private final CurrentActor actor;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Agreements(JdbcClient jdbc, CurrentActor actor, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.actor = actor;
        this.clock = clock;
        this.events = events;
    }

    /**
     * An accepted agreement.
     *
     * @param on the day; null where the provider does not tell
     * @param by who accepted it for the tenant; null where the provider does not tell
     */
    public record Acceptance(@Nullable LocalDate on, @Nullable String by) {

        private void requireOn(LocalDate today) {
            if (on != null && (on.isBefore(FIRST_POSSIBLE) || on.isAfter(today.plusDays(1)))) {
                throw new Refused(
                        "invalid-acceptance",
                        "Nobody accepted the agreement on " + on + "; give the day it was accepted");
            }
        }
    }

    private record Held(
            UUID id,
            String number,
            State state,
            @Nullable LocalDate acceptedOn,
            @Nullable String acceptedBy,
            @Nullable Instant seenAt) {}

    @Transactional(readOnly = true)
    public AgreementView of(String accountNumber) {
        var held = find(accountNumber, "");
        return new AgreementView(
                held.number(), held.state(), held.acceptedOn(), held.acceptedBy(), held.seenAt(), history(held.id()));
    }

    /**
     * Keeps what the provider says, or a person knows, of the agreement. Publishes {@link AgreementAccepted} when it
     * was not accepted before. To say the same again changes nothing but when it was last seen.
     *
     * @param acceptance null where it is not accepted
     * @throws Refused if it was accepted on a day that is not over anywhere, or before there was any
     */
    public AgreementView record(String accountNumber, @Nullable Acceptance acceptance, String reason) {
        if (reason.isBlank()) {
            throw new Refused("reason-missing", "Say where it is known from; the reason is kept");
        }
        if (acceptance != null) {
            acceptance.requireOn(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        }
        var before = find(accountNumber, "for update");
        var state = acceptance == null ? State.NOT_ACCEPTED : State.ACCEPTED;
        write(before.id(), state, acceptance);
        if (state != before.state()) {
            keep(before, state, acceptance, reason.strip());
            if (state == State.ACCEPTED) {
                events.publishEvent(new AgreementAccepted(accountNumber));
            }
        }
        return of(accountNumber);
    }

    /**
     * Whether the tenant has not accepted the agreement. Whoever asks within a transaction has its answer until that
     * ends: an acceptance meanwhile waits, and then finds what was set to wait because of it.
     */
    public boolean blocks(UUID accountId) {
        return jdbc.sql("select agreement_state = 'NOT_ACCEPTED' from provider_account where id = :id for share")
                .param("id", accountId)
                .query(Boolean.class)
                .single();
    }

    /**
     * Holds the answer of {@link #blocks} for a caller who locks a subscription of the tenant next. The tenant is locked
     * before its subscriptions by all who lock both, or each of two would wait for what the other has.
     */
    public void hold(UUID accountId) {
        blocks(accountId);
    }

    /** Numbers of a provider's tenants that have not accepted it, for a look whether they have meanwhile. */
    @Transactional(readOnly = true)
    public List<String> notAccepted(String provider) {
        return jdbc.sql(
                        """
                        select number from provider_account
                        where provider = :provider and agreement_state = 'NOT_ACCEPTED'
                        order by number""")
                .param("provider", provider)
                .query(String.class)
                .list();
    }

    private void write(UUID id, State state, @Nullable Acceptance acceptance) {
        jdbc.sql(
                        """
                        update provider_account
                        set agreement_state = :state, agreement_accepted_on = :on, agreement_accepted_by = :by,
                            agreement_seen_at = :at
                        where id = :id""")
                .param("state", state.name())
                .param("on", acceptance == null ? null : acceptance.on())
                .param("by", acceptance == null ? null : acceptance.by())
                .param("at", Timestamp.from(clock.instant()))
                .param("id", id)
                .update();
    }

    private void keep(Held before, State state, @Nullable Acceptance acceptance, String reason) {
        jdbc.sql(
                        """
                        insert into agreement_change
                            (provider_account_id, from_state, to_state, accepted_on, accepted_by, actor, reason, at)
                        values (:account, :from, :to, :on, :by, :actor, :reason, :at)""")
                .param("account", before.id())
                .param("from", before.state().name())
                .param("to", state.name())
                .param("on", acceptance == null ? null : acceptance.on())
                .param("by", acceptance == null ? null : acceptance.by())
                .param("actor", actor.name())
                .param("reason", reason)
                .param("at", Timestamp.from(clock.instant()))
                .update();
        events.publishEvent(new AuditFact(
                before.number(),
                "agreement-seen",
                reason,
                Map.of("from", before.state().name(), "to", state.name())));
    }

    private Held find(String accountNumber, String lock) {
        return jdbc.sql(SELECT + lock)
                .param("number", accountNumber)
                .query((row, number) -> held(row))
                .optional()
                .orElseThrow(() -> new NotFound("Provider account", accountNumber));
    }

    private static Held held(ResultSet row) throws SQLException {
        return new Held(
                row.getObject("id", UUID.class),
                row.getString("number"),
                State.valueOf(row.getString("agreement_state")),
                row.getObject("agreement_accepted_on", LocalDate.class),
                row.getString("agreement_accepted_by"),
                instant(row, "agreement_seen_at"));
    }

    private List<AgreementView.Entry> history(UUID account) {
        return jdbc.sql(
                        """
                        select from_state, to_state, accepted_on, accepted_by, actor, reason, at
                        from agreement_change where provider_account_id = :account order by id desc""")
                .param("account", account)
                .query((row, number) -> new AgreementView.Entry(
                        row.getString("from_state"),
                        row.getString("to_state"),
                        row.getObject("accepted_on", LocalDate.class),
                        row.getString("accepted_by"),
                        row.getString("actor"),
                        row.getString("reason"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
