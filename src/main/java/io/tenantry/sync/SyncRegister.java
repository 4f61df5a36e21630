package io.tenantry.sync;

import io.tenantry.shared.BusinessNumbers;
import io.tenantry.shared.CurrentActor;
import io.tenantry.shared.NotFound;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the syncs and their tenants. Set-based: a sync of ten thousand tenants is selected in one statement. */
@Component
class SyncRegister {

    /** A sync as it is worked on. */
    record Run(
            UUID id,
            String number,
            String provider,
            Scope scope,
            @Nullable UUID providerAccountId,
            boolean takesOver,
            String status) {}

    enum Scope {
        /** All tenants, after the provider was asked for new ones. */
        PROVIDER,
        /** The same, but only those whose turn it is to be compared. */
        ROTATION,
        TENANT,
        /** Only the subscriptions that hints name. */
        HINTS
    }

    /**
     * A tenant of a sync that a lane has claimed.
     *
     * @param agreementOpen whether nobody has said yet that it accepted the provider's agreement
     */
    record Tenant(UUID accountId, String number, String tenantId, String name, int attempts, boolean agreementOpen) {}

    /** What became of a tenant; PENDING is tried again. */
    record Settled(
            UUID accountId,
            String status,
            int attempts,
            @Nullable Instant notBefore,
            @Nullable String words,
            Counts counts) {}

    record Counts(int subscriptions, int leftAlone) {

        static final Counts NONE = new Counts(0, 0);
    }

    private final JdbcClient jdbc;
    private final BusinessNumbers numbers;
    private final CurrentActor actor;
    private final Clock clock;

    SyncRegister(JdbcClient jdbc, BusinessNumbers numbers, CurrentActor actor, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.actor = actor;
        this.clock = clock;
    }

    /** @return its number; empty if hints are waiting for a look that has not begun: that one sees these too */
    Optional<String> open(String provider, Scope scope, @Nullable UUID account, boolean takesOver) {
        return jdbc.sql(
                        """
                        insert into provider_sync (id, number, provider, scope, provider_account_id, takes_over, status,
                                                   actor, requested_at)
                        values (:id, :number, :provider, :scope, :account, :takesOver, 'REQUESTED', :actor, :now)
                        on conflict (provider) where scope = 'HINTS' and status = 'REQUESTED' do nothing
                        returning number""")
                .param("id", UUID.randomUUID())
                .param("number", numbers.next("SYNC", "provider_sync_number"))
                .param("provider", provider)
                .param("scope", scope.name())
                .param("account", account)
                .param("takesOver", takesOver)
                .param("actor", actor.name())
                .param("now", now())
                .query(String.class)
                .optional();
    }

    Run get(String number) {
        return jdbc.sql(
                        """
                        select id, number, provider, scope, provider_account_id, takes_over, status
                        from provider_sync where number = :number""")
                .param("number", number)
                .query(Run.class)
                .optional()
                .orElseThrow(() -> new NotFound("Provider sync", number));
    }

    void begin(Run run) {
        jdbc.sql(
                        """
                        update provider_sync set status = 'RUNNING', started_at = :now, version = version + 1
                        where id = :id and status = 'REQUESTED'""")
                .param("now", now())
                .param("id", run.id())
                .update();
    }

    void accountsSeen(Run run, int seen, int added) {
        jdbc.sql(
                        """
                        update provider_sync set accounts_seen = accounts_seen + :seen, accounts_new = accounts_new + :added
                        where id = :id""")
                .param("seen", seen)
                .param("added", added)
                .param("id", run.id())
                .update();
    }

    /** Takes up the tenants of the sync's scope, in one statement; repeating it adds none twice. */
    void select(Run run, Duration rotation) {
        jdbc.sql(
                        """
                        insert into provider_sync_tenant (provider_sync_id, provider_account_id, position, status)
                        select :sync, a.id, row_number() over (order by l.looked_at nulls first, a.number), 'PENDING'
                        from provider_account a
                        left join provider_tenant_look l on l.provider_account_id = a.id
                        where a.provider = :provider
                          and case :scope
                                  when 'PROVIDER' then true
                                  when 'TENANT' then a.id = :account
                                  when 'ROTATION' then l.looked_at is null or l.looked_at < :due
                                  else a.tenant_id in (select h.tenant_id from provider_hint h
                                                       where h.provider_sync_id = :sync) end
                        on conflict (provider_sync_id, provider_account_id) do nothing""")
                .param("sync", run.id())
                .param("provider", run.provider())
                .param("scope", run.scope().name())
                .param("account", run.providerAccountId())
                .param("due", Timestamp.from(clock.instant().minus(rotation)))
                .update();
    }

    /** Claims the next tenants until the transaction ends; what another lane holds is that lane's. */
    List<Tenant> claim(Run run, int count) {
        return jdbc.sql(
                        """
                        with claimed as (
                            select provider_account_id, position, attempts
                            from provider_sync_tenant
                            where provider_sync_id = :sync and status = 'PENDING'
                              and (not_before is null or not_before <= :now)
                            order by position
                            limit :count
                            for update skip locked)
                        select a.id as account_id, a.number, a.tenant_id, a.name, c.attempts,
                               a.agreement_state <> 'ACCEPTED' as agreement_open
                        from claimed c join provider_account a on a.id = c.provider_account_id
                        order by c.position""")
                .param("sync", run.id())
                .param("now", now())
                .param("count", count)
                .query(Tenant.class)
                .list();
    }

    /** When a tenant that has to wait may be tried again; empty if none waits. */
    Optional<Instant> nextTry(Run run) {
        return jdbc.sql(
                        """
                        select min(not_before) from provider_sync_tenant
                        where provider_sync_id = :sync and status = 'PENDING' and not_before > :now""")
                .param("sync", run.id())
                .param("now", now())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    void settle(Run run, List<Settled> settled) {
        jdbc.sql(
                        """
                        update provider_sync_tenant t
                        set status = s.status, attempts = s.attempts, not_before = cast(s.not_before as timestamptz),
                            words = s.words, subscriptions = s.subscriptions, left_alone = s.left_alone,
                            settled_at = case when s.status = 'PENDING' then null else cast(:now as timestamptz) end
                        from unnest(:accounts, :statuses, :attempts, :notBefore, :words, :subscriptions, :leftAlone)
                            as s (account, status, attempts, not_before, words, subscriptions, left_alone)
                        where t.provider_sync_id = :sync and t.provider_account_id = s.account""")
                .param("now", now())
                .param("accounts", settled.stream().map(Settled::accountId).toArray(UUID[]::new))
                .param("statuses", settled.stream().map(Settled::status).toArray(String[]::new))
                .param("attempts", settled.stream().map(Settled::attempts).toArray(Integer[]::new))
                .param(
                        "notBefore",
                        settled.stream().map(SyncRegister::notBefore).toArray(String[]::new))
                .param("words", settled.stream().map(Settled::words).toArray(String[]::new))
                .param(
                        "subscriptions",
                        settled.stream()
                                .map(each -> each.counts().subscriptions())
                                .toArray(Integer[]::new))
                .param(
                        "leftAlone",
                        settled.stream().map(each -> each.counts().leftAlone()).toArray(Integer[]::new))
                .param("sync", run.id())
                .update();
    }

    void finish(Run run) {
        jdbc.sql(
                        """
                        update provider_sync set status = 'FINISHED', finished_at = :now, version = version + 1
                        where id = :id and status <> 'FINISHED'""")
                .param("now", now())
                .param("id", run.id())
                .update();
    }

    private static @Nullable String notBefore(Settled settled) {
        return settled.notBefore() == null ? null : settled.notBefore().toString();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
