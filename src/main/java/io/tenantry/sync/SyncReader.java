package io.tenantry.sync;

import io.tenantry.shared.Money;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads syncs with their numbers. */
@Component
class SyncReader {

    private static final String SELECT =
            """
            select y.number, y.provider, y.scope, a.number as account_number, y.takes_over, y.status, y.actor,
                   y.requested_at, y.started_at, y.finished_at, y.accounts_seen, y.accounts_new,
                   t.tenants, t.pending, t.rejected, t.failed, t.subscriptions, t.left_alone, t.last_settled_at,
                   c.adopted, c.changed, c.ended, c.revived,
                   (select count(*) from sync_finding f where f.opened_by = y.id) as findings,
                   (select count(*) from mismatch m where m.provider = y.provider and m.status = 'OPEN') as mismatches
            from provider_sync y
            left join provider_account a on a.id = y.provider_account_id
            cross join lateral (
                select count(*) as tenants,
                       count(*) filter (where status = 'PENDING') as pending,
                       count(*) filter (where status = 'REJECTED') as rejected,
                       count(*) filter (where status = 'FAILED') as failed,
                       coalesce(sum(subscriptions), 0) as subscriptions,
                       coalesce(sum(left_alone), 0) as left_alone,
                       max(settled_at) as last_settled_at
                from provider_sync_tenant where provider_sync_id = y.id) t
            cross join lateral (
                select count(*) filter (where what = 'ADOPTED') as adopted,
                       count(*) filter (where what = 'CHANGED') as changed,
                       count(*) filter (where what = 'ENDED') as ended,
                       count(*) filter (where what = 'REVIVED') as revived
                from provider_sync_change where provider_sync_id = y.id) c
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    SyncReader(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    ProviderSyncView get(String number) {
        return jdbc.sql(SELECT + "where y.number = :number")
                .param("number", number)
                .query(this::sync)
                .optional()
                .orElseThrow(() -> new NotFound("Provider sync", number));
    }

    Page<ProviderSyncView> list(Paging paging) {
        var total =
                jdbc.sql("select count(*) from provider_sync").query(Long.class).single();
        var syncs = jdbc.sql(SELECT + "order by y.requested_at desc, y.number desc limit :size offset :offset")
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query(this::sync)
                .list();
        return Page.of(syncs, paging, total);
    }

    /** Before and after as the ledger has them: quantity × monthly price behind the change before it, and behind it. */
    Page<ProviderSyncView.Change> changes(String number, Paging paging) {
        var from =
                """
                from provider_sync_change y
                join provider_sync sync on sync.id = y.provider_sync_id
                join license_change c on c.id = y.license_change_id
                join subscription s on s.id = c.subscription_id
                left join license_change p on p.subscription_id = c.subscription_id and p.sequence = c.sequence - 1
                where sync.number = :number
                """;
        var total = jdbc.sql("select count(*) " + from)
                .param("number", number)
                .query(Long.class)
                .single();
        var changes = jdbc.sql(
                        """
                        select c.number, s.number as subscription_number, s.name, y.what, c.reason, c.effective_date,
                               c.quantity_delta, c.quantity_after, c.currency,
                               case when p.id is null then 0 * c.monthly_unit_price
                                    else p.quantity_after * p.monthly_unit_price end as monthly_before,
                               c.quantity_after * c.monthly_unit_price as monthly_after
                        """
                                + from + "order by c.number limit :size offset :offset")
                .param("number", number)
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query(SyncReader::change)
                .list();
        return Page.of(changes, paging, total);
    }

    Page<ProviderSyncView.Trouble> troubles(String number, Paging paging) {
        var from =
                """
                from provider_sync_tenant t
                join provider_sync sync on sync.id = t.provider_sync_id
                join provider_account a on a.id = t.provider_account_id
                where sync.number = :number and t.status in ('REJECTED', 'FAILED')
                """;
        var total = jdbc.sql("select count(*) " + from)
                .param("number", number)
                .query(Long.class)
                .single();
        var troubles = jdbc.sql("select a.number as account_number, a.name, t.status, t.attempts,"
                        + " coalesce(t.words, '') as words " + from + "order by t.position limit :size offset :offset")
                .param("number", number)
                .param("size", paging.size())
                .param("offset", paging.offset())
                .query(ProviderSyncView.Trouble.class)
                .list();
        return Page.of(troubles, paging, total);
    }

    private ProviderSyncView sync(ResultSet row, int index) throws SQLException {
        var started = instant(row, "started_at");
        var settled = row.getLong("tenants") - row.getLong("pending");
        var pace = Pace.of(settled, row.getLong("pending"), started, instant(row, "last_settled_at"), clock.instant());
        return new ProviderSyncView(
                row.getString("number"),
                row.getString("provider"),
                row.getString("scope"),
                row.getString("account_number"),
                row.getBoolean("takes_over"),
                row.getString("status"),
                row.getString("actor"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                started,
                instant(row, "finished_at"),
                numbers(row),
                pace.perSecond(),
                pace.throughAt());
    }

    private static ProviderSyncView.Numbers numbers(ResultSet row) throws SQLException {
        return new ProviderSyncView.Numbers(
                row.getInt("accounts_seen"),
                row.getInt("accounts_new"),
                row.getLong("tenants"),
                row.getLong("pending"),
                row.getLong("rejected"),
                row.getLong("failed"),
                row.getLong("subscriptions"),
                row.getLong("left_alone"),
                row.getLong("adopted"),
                row.getLong("changed"),
                row.getLong("ended"),
                row.getLong("revived"),
                row.getLong("findings"),
                row.getLong("mismatches"));
    }

    private static ProviderSyncView.Change change(ResultSet row, int index) throws SQLException {
        return new ProviderSyncView.Change(
                row.getString("number"),
                row.getString("subscription_number"),
                row.getString("name"),
                row.getString("what"),
                row.getString("reason"),
                row.getObject("effective_date", LocalDate.class),
                row.getInt("quantity_delta"),
                row.getInt("quantity_after"),
                money(row, "monthly_before"),
                money(row, "monthly_after"));
    }

    private static @Nullable Money money(ResultSet row, String column) throws SQLException {
        BigDecimal amount = row.getBigDecimal(column);
        var currency = row.getString("currency");
        return amount == null || currency == null
                ? null
                : Money.of(amount, currency).rounded();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    /**
     * How fast tenants are settled and when the last one will be.
     *
     * <p>1,000 tenants in 200 seconds are 5.0 a second; 500 more are through 100 seconds after the last one.
     */
    record Pace(@Nullable BigDecimal perSecond, @Nullable Instant throughAt) {

        static Pace of(long settled, long pending, @Nullable Instant started, @Nullable Instant last, Instant now) {
            if (settled == 0 || started == null || last == null) {
                return new Pace(null, null);
            }
            var taken = Math.max(1, Duration.between(started, last).toMillis());
            var perSecond = BigDecimal.valueOf(settled * 10_000 / taken, 1);
            var through = last.plusMillis(Math.multiplyExact(pending, taken) / settled);
            return new Pace(perSecond, pending > 0 && through.isBefore(now) ? null : through);
        }
    }
}
