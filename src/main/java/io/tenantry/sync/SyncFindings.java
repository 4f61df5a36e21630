package io.tenantry.sync;

import io.tenantry.customer.ProviderAccountMapped;
import io.tenantry.customer.ProviderAccountRemapped;
import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import io.tenantry.subscription.SubscriptionCorrected;
import io.tenantry.subscription.SubscriptionGap;
import io.tenantry.subscription.SubscriptionGaps;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * What is lacking on subscriptions that were found at a provider: one finding per gap, which closes by itself when the gap
 * is gone. Provisioning best practices §2.
 */
@Service
@Transactional
public class SyncFindings {

    private static final int CHUNK = 500;

    private final SubscriptionGaps gaps;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    SyncFindings(SubscriptionGaps gaps, JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.gaps = gaps;
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** The open ones, the oldest first. */
    @Transactional(readOnly = true)
    public Page<SyncFindingView> open(Paging paging) {
        return list("f.closed_at is null", null, paging);
    }

    /** Those that a sync opened, closed ones included. */
    @Transactional(readOnly = true)
    public Page<SyncFindingView> of(String syncNumber, Paging paging) {
        return list("y.number = :sync", syncNumber, paging);
    }

    /** Opens what is new on these subscriptions and closes what is gone. */
    void look(Collection<UUID> subscriptionIds, @Nullable UUID sync) {
        if (!subscriptionIds.isEmpty()) {
            var found = gaps.of(subscriptionIds);
            close(subscriptionIds, found);
            if (!found.isEmpty()) {
                open(found, sync);
            }
        }
    }

    /** All that came from a provider and lacks something, and all that did: as many at a time as are held in memory well. */
    void lookAtAll(UUID sync) {
        var last = new UUID(0, 0);
        var ids = next(last);
        while (!ids.isEmpty()) {
            look(ids, sync);
            ids = next(ids.get(ids.size() - 1));
        }
    }

    private List<UUID> next(UUID after) {
        return jdbc.sql(
                        """
                        select s.id
                        from subscription s
                        left join billing_contract c on c.id = s.billing_contract_id
                        where s.id > :after
                          and (s.channel = 'PROVIDER' and s.billable and s.status in ('ACTIVE', 'SUSPENDED')
                               and (s.customer_id is null or s.billing_contract_id is null or s.product_id is null
                                    or s.sales_unit is null or s.monthly_unit_price is null
                                    or s.currency is distinct from c.currency and not c.allow_conversion)
                               or exists (select 1 from sync_finding f
                                          where f.subscription_id = s.id and f.closed_at is null))
                        order by s.id
                        limit :count""")
                .param("after", after)
                .param("count", CHUNK)
                .query(UUID.class)
                .list();
    }

    private void close(Collection<UUID> subscriptionIds, List<SubscriptionGap> found) {
        jdbc.sql(
                        """
                        update sync_finding set closed_at = :now
                        where closed_at is null and subscription_id = any(:looked)
                          and (subscription_id, kind) not in (
                              select id, kind from unnest(:ids, :kinds) as still (id, kind))""")
                .param("now", Timestamp.from(clock.instant()))
                .param("looked", subscriptionIds.toArray(UUID[]::new))
                .param(
                        "ids",
                        found.stream().map(SubscriptionGap::subscriptionId).toArray(UUID[]::new))
                .param("kinds", column(found, gap -> gap.kind().name()))
                .update();
    }

    /** What is lacking still may be lacking for another reason by now; that is no new finding. */
    private void open(List<SubscriptionGap> found, @Nullable UUID sync) {
        jdbc.sql(
                        """
                        with opened as (
                            insert into sync_finding (id, subscription_id, kind, words, fix, opened_at, opened_by)
                            select gen_random_uuid(), g.id, g.kind, g.words, g.fix, :now, :sync
                            from unnest(:ids, :kinds, :words, :fixes) as g (id, kind, words, fix)
                            on conflict (subscription_id, kind) where closed_at is null
                            do update set words = excluded.words, fix = excluded.fix
                            where (sync_finding.words, sync_finding.fix) <> (excluded.words, excluded.fix)
                            returning subscription_id, kind, words, opened_at = :now and xmax = 0 as is_new)
                        select s.number, o.kind, o.words
                        from opened o join subscription s on s.id = o.subscription_id
                        where o.is_new""")
                .param("now", Timestamp.from(clock.instant()))
                .param("sync", sync)
                .param(
                        "ids",
                        found.stream().map(SubscriptionGap::subscriptionId).toArray(UUID[]::new))
                .param("kinds", column(found, gap -> gap.kind().name()))
                .param("words", column(found, SubscriptionGap::words))
                .param("fixes", column(found, SubscriptionGap::fix))
                .query((row, index) -> new SyncFindingOpened(
                        row.getString("number"),
                        SubscriptionGap.Kind.valueOf(row.getString("kind")),
                        row.getString("words")))
                .list()
                .forEach(events::publishEvent);
    }

    /** Before the commit, so that all that follows from the correction is written by then. */
    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void corrected(SubscriptionCorrected event) {
        again("s.number = :number", event.subscriptionNumber());
    }

    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void mapped(ProviderAccountMapped event) {
        again("a.number = :number", event.providerAccountNumber());
    }

    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void remapped(ProviderAccountRemapped event) {
        again("a.number = :number", event.providerAccountNumber());
    }

    private void again(String condition, String number) {
        look(
                jdbc.sql(
                                "select s.id from subscription s join provider_account a on a.id = s.provider_account_id where "
                                        + condition
                                        + " and (s.channel = 'PROVIDER' or exists (select 1 from sync_finding f"
                                        + " where f.subscription_id = s.id and f.closed_at is null))")
                        .param("number", number)
                        .query(UUID.class)
                        .list(),
                null);
    }

    private Page<SyncFindingView> list(String condition, @Nullable String sync, Paging paging) {
        var from =
                """
                from sync_finding f
                join subscription s on s.id = f.subscription_id
                join provider_account a on a.id = s.provider_account_id
                left join provider_sync y on y.id = f.opened_by
                where (cast(:sync as text) is null or y.number = :sync) and
                """
                        + condition;
        var total = jdbc.sql("select count(*) " + from)
                .param("sync", sync)
                .query(Long.class)
                .single();
        var findings = jdbc.sql(
                        """
                        select s.number as subscription_number, s.name as subscription_name, a.number as account_number,
                               f.kind, f.words, f.fix, f.opened_at, y.number as sync_number, f.closed_at
                        """
                                + from + " order by f.opened_at, s.number, f.kind limit :size offset :offset")
                .param("sync", sync)
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query((row, index) -> new SyncFindingView(
                        row.getString("subscription_number"),
                        row.getString("subscription_name"),
                        row.getString("account_number"),
                        row.getString("kind"),
                        row.getString("words"),
                        row.getString("fix"),
                        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                        row.getString("sync_number"),
                        row.getObject("closed_at", OffsetDateTime.class) == null
                                ? null
                                : row.getObject("closed_at", OffsetDateTime.class)
                                        .toInstant()))
                .list();
        return Page.of(findings, paging, total);
    }

    private static String[] column(List<SubscriptionGap> found, Function<SubscriptionGap, String> value) {
        return found.stream().map(value).toArray(String[]::new);
    }
}
