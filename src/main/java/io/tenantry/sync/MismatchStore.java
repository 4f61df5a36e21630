package io.tenantry.sync;

import io.tenantry.shared.NotFound;
import io.tenantry.subscription.SeenDifference;
import io.tenantry.subscription.SeenSubscription;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the differences between ledger and provider: each once while it is there, closed by itself when it is gone. */
@Component
class MismatchStore {

    /** What an order of ours would have said, had it not been refused. */
    private static final Set<SeenDifference.Kind> REFUSABLE =
            EnumSet.of(SeenDifference.Kind.QUANTITY, SeenDifference.Kind.AUTO_RENEW, SeenDifference.Kind.NEXT_TERM);

    /**
     * What was looked at.
     *
     * @param wholly the tenants of which everything was read
     */
    record Look(String provider, List<SeenSubscription> seen, List<UUID> wholly) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    MismatchStore(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** Opens what is new, keeps what is still there, closes what is gone. */
    void settle(Look look, List<SeenDifference> differences) {
        close(look, differences);
        if (!differences.isEmpty()) {
            open(look.provider(), differences);
        }
    }

    private void close(Look look, List<SeenDifference> differences) {
        jdbc.sql(
                        """
                        update mismatch m set status = 'GONE', closed_at = :now, version = version + 1
                        where m.status in ('OPEN', 'IGNORED') and m.provider = :provider
                          and (m.provider_account_id = any(:wholly) or m.provider_subscription_id = any(:seen))
                          and (m.provider_subscription_id, m.kind) not in (
                              select id, kind from unnest(:ids, :kinds) as still (id, kind))""")
                .param("now", Timestamp.from(clock.instant()))
                .param("provider", look.provider())
                .param("wholly", look.wholly().toArray(UUID[]::new))
                .param(
                        "seen",
                        look.seen().stream()
                                .map(SeenSubscription::providerSubscriptionId)
                                .toArray(String[]::new))
                .param("ids", column(differences, SeenDifference::providerSubscriptionId))
                .param("kinds", column(differences, each -> each.kind().name()))
                .update();
    }

    /** What a person chose to ignore stays ignored as long as both sides say the same as then. */
    private void open(String provider, List<SeenDifference> differences) {
        var opened = jdbc.sql(
                        """
                        insert into mismatch as m (id, number, provider, provider_account_id, provider_subscription_id,
                                                   subscription_id, kind, ours, theirs, proposal, status, opened_at,
                                                   last_seen_at)
                        select gen_random_uuid(), 'MIS-' || to_char(nextval('mismatch_number'), 'FM9999999000000'),
                               :provider, d.account, d.id, d.subscription, d.kind, d.ours, d.theirs, d.proposal, 'OPEN',
                               :now, :now
                        from unnest(:accounts, :ids, :subscriptions, :kinds, :ours, :theirs, :proposals)
                            as d (account, id, subscription, kind, ours, theirs, proposal)
                        order by d.id, d.kind
                        on conflict (provider, provider_subscription_id, kind) where status in ('OPEN', 'IGNORED')
                        do update set
                            last_seen_at = excluded.last_seen_at, ours = excluded.ours, theirs = excluded.theirs,
                            proposal = excluded.proposal, subscription_id = excluded.subscription_id,
                            status = case when (m.ours, m.theirs) = (excluded.ours, excluded.theirs) then m.status
                                          else 'OPEN' end,
                            version = m.version + case when (m.ours, m.theirs) = (excluded.ours, excluded.theirs)
                                                       then 0 else 1 end
                        returning case when m.xmax = 0 then m.number end""")
                .param("provider", provider)
                .param("now", Timestamp.from(clock.instant()))
                .param(
                        "accounts",
                        differences.stream().map(SeenDifference::accountId).toArray(UUID[]::new))
                .param("ids", column(differences, SeenDifference::providerSubscriptionId))
                .param(
                        "subscriptions",
                        differences.stream().map(SeenDifference::subscriptionId).toArray(UUID[]::new))
                .param("kinds", column(differences, each -> each.kind().name()))
                .param("ours", column(differences, SeenDifference::ours))
                .param("theirs", column(differences, SeenDifference::theirs))
                .param("proposals", column(differences, each -> proposal(each).name()))
                .query(String.class)
                .list();
        var fresh = opened.stream().filter(Objects::nonNull).toList();
        if (!fresh.isEmpty()) {
            events.publishEvent(new MismatchesOpened(fresh));
        }
    }

    /** An order of ours that was refused is sent again; what else happened there is taken over. */
    static Repair proposal(SeenDifference difference) {
        return difference.failed() && REFUSABLE.contains(difference.kind()) ? Repair.SEND_OURS : Repair.ADOPT_THEIRS;
    }

    private static String[] column(List<SeenDifference> differences, Function<SeenDifference, String> value) {
        return differences.stream().map(value).toArray(String[]::new);
    }

    /** A mismatch as it is decided on. */
    record Open(
            UUID id,
            String number,
            String provider,
            UUID accountId,
            String accountNumber,
            String tenantId,
            String providerSubscriptionId,
            @org.jspecify.annotations.Nullable String subscriptionNumber,
            String kind,
            String ours,
            String theirs,
            String status,
            long version) {}

    private static final String OPEN =
            """
            select m.id, m.number, m.provider, m.provider_account_id as account_id, a.number as account_number, a.tenant_id,
                   m.provider_subscription_id, s.number as subscription_number, m.kind, m.ours, m.theirs, m.status,
                   m.version
            from mismatch m
            join provider_account a on a.id = m.provider_account_id
            left join subscription s on s.id = m.subscription_id
            where m.number = :number
            """;

    Open find(String number) {
        return one(OPEN, number);
    }

    /** Held until the transaction ends, so that it is decided on once. */
    Open lock(String number) {
        return one(OPEN + "for update of m", number);
    }

    private Open one(String sql, String number) {
        return jdbc.sql(sql)
                .param("number", number)
                .query(Open.class)
                .optional()
                .orElseThrow(() -> new NotFound("Mismatch", number));
    }

    void decided(Open mismatch, Repair repair, String actor, String reason) {
        jdbc.sql(
                        """
                        update mismatch
                        set status = case when :repair = 'IGNORE' then 'IGNORED' else 'REPAIRED' end, repair = :repair,
                            decided_by = :actor, reason = :reason,
                            closed_at = case when :repair = 'IGNORE' then null else cast(:now as timestamptz) end,
                            version = version + 1
                        where id = :id""")
                .param("repair", repair.name())
                .param("actor", actor)
                .param("reason", reason)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", mismatch.id())
                .update();
    }
}
