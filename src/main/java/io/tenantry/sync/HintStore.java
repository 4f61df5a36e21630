package io.tenantry.sync;

import io.tenantry.provider.ProviderHinted;
import io.tenantry.subscription.SeenSubscription;
import io.tenantry.sync.SyncRegister.Run;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what providers told us, each hint once however often it is delivered, until a sync has looked. */
@Component
class HintStore {

    /** A hint may be late by two days; an older one says nothing about a change that is found now. */
    private static final Duration TELLING = Duration.ofDays(3);

    private final JdbcClient jdbc;
    private final Clock clock;

    HintStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return whether it is new and of a tenant that we know: then somebody has to look */
    boolean keep(ProviderHinted hint) {
        return jdbc.sql(
                        """
                        with kept as (
                            insert into provider_hint (id, provider, key, event, tenant_id, subscription_id, happened_at,
                                                       received_at)
                            values (:id, :provider, :key, :event, :tenant, :subscription, :happened, :now)
                            on conflict (key) do update set deliveries = provider_hint.deliveries + 1
                            returning deliveries)
                        select deliveries = 1 and exists (
                            select 1 from provider_account a
                            where a.provider = :provider and a.tenant_id = :tenant) from kept""")
                .param("id", UUID.randomUUID())
                .param("provider", hint.provider())
                .param("key", hint.key())
                .param("event", hint.event())
                .param("tenant", hint.tenantId())
                .param("subscription", hint.subscriptionId())
                .param("happened", hint.happenedAt() == null ? null : Timestamp.from(hint.happenedAt()))
                .param("now", Timestamp.from(clock.instant()))
                .query(Boolean.class)
                .single();
    }

    /** All that wait are this sync's now; what comes later is the next one's. */
    void take(Run run) {
        jdbc.sql(
                        """
                        update provider_hint set provider_sync_id = :sync
                        where provider = :provider and provider_sync_id is null""")
                .param("sync", run.id())
                .param("provider", run.provider())
                .update();
    }

    /** The subscriptions of a tenant that the sync's hints name, each once however many hints there were. */
    List<String> named(Run run, String tenantId) {
        return jdbc.sql(
                        """
                        select distinct subscription_id from provider_hint
                        where provider_sync_id = :sync and tenant_id = :tenant and subscription_id is not null
                        order by subscription_id""")
                .param("sync", run.id())
                .param("tenant", tenantId)
                .query(String.class)
                .list();
    }

    /** When each subscription was changed last, as far as hints of the last days say; by the provider's id. */
    Map<String, Instant> moments(String provider, List<SeenSubscription> seen) {
        var moments = new HashMap<String, Instant>();
        jdbc.sql(
                        """
                        select subscription_id, max(happened_at) as happened_at
                        from provider_hint
                        where provider = :provider and subscription_id = any(:ids)
                          and happened_at between :since and :now
                        group by subscription_id""")
                .param("provider", provider)
                .param(
                        "ids",
                        seen.stream()
                                .map(SeenSubscription::providerSubscriptionId)
                                .toArray(String[]::new))
                .param("since", Timestamp.from(clock.instant().minus(TELLING)))
                .param("now", Timestamp.from(clock.instant()))
                .query(row -> {
                    moments.put(
                            row.getString("subscription_id"),
                            row.getObject("happened_at", OffsetDateTime.class).toInstant());
                });
        return moments;
    }
}
