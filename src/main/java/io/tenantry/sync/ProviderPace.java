package io.tenantry.sync;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The pace towards each provider, kept by all lanes and nodes together: one row says when the next call is due. What was
 * reserved is committed at once, so nobody waits for a chunk of somebody else. It counts in the database's own time; the
 * movable clock has no say in it, for the provider's limits are real.
 *
 * <p>At 400 a minute a call is due each 150 ms. After a rest of a minute the row lies behind, but never by more than the
 * burst: 100 calls go at once, and the 101st waits.
 */
@Component
class ProviderPace {

    private static final long MICROS_PER_MINUTE = 60_000_000;

    private final JdbcClient jdbc;
    private final SyncProperties properties;

    ProviderPace(JdbcClient jdbc, SyncProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    Duration interval() {
        return Duration.ofNanos(MICROS_PER_MINUTE * 1_000 / properties.requestsPerMinute());
    }

    /**
     * Reserves the next calls.
     *
     * @return how long to wait before the first of them; may lie in the past by up to the burst
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Duration reserve(String provider, int calls) {
        var micros = jdbc.sql(
                        """
                        insert into provider_pace as pace (provider, next_at)
                        values (:provider, clock_timestamp() + (:taken - :burst) * interval '1 microsecond')
                        on conflict (provider) do update
                        set next_at = greatest(pace.next_at, clock_timestamp() - :burst * interval '1 microsecond')
                                      + :taken * interval '1 microsecond'
                        returning cast(extract(epoch from next_at - clock_timestamp()) * 1000000 as bigint)""")
                .param("provider", provider)
                .param("taken", calls * micros())
                .param("burst", properties.burst() * micros())
                .query(Long.class)
                .single();
        return Duration.ofNanos((micros - calls * micros()) * 1_000);
    }

    /** How long the next call would have to wait; zero if it may go at once. */
    public Duration ahead(String provider) {
        return jdbc.sql(
                        """
                        select cast(extract(epoch from next_at - clock_timestamp()) * 1000000 as bigint)
                        from provider_pace where provider = :provider""")
                .param("provider", provider)
                .query(Long.class)
                .optional()
                .filter(micros -> micros > 0)
                .map(micros -> Duration.ofNanos(micros * 1_000))
                .orElse(Duration.ZERO);
    }

    /** The provider says that it has had enough: nobody calls it before. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void hold(String provider, Duration wait) {
        jdbc.sql(
                        """
                        insert into provider_pace as pace (provider, next_at)
                        values (:provider, clock_timestamp() + :wait * interval '1 microsecond')
                        on conflict (provider) do update set next_at = greatest(pace.next_at, excluded.next_at)""")
                .param("provider", provider)
                .param("wait", wait.toNanos() / 1_000)
                .update();
    }

    private long micros() {
        return MICROS_PER_MINUTE / properties.requestsPerMinute();
    }
}
