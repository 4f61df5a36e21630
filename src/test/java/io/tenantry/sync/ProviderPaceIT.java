package io.tenantry.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.ScenarioTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** No minute sees more calls than burst and pace together, however many lanes and nodes reserve. */
class ProviderPaceIT extends ScenarioTest {

    @Autowired
    private JdbcClient jdbc;

    private final String provider = "pace-" + UUID.randomUUID();

    @Test
    void theBurstGoesAtOnceAndTheRestWaits() {
        var pace = pace(400, 100);

        var burst = pace.reserve(provider, 100);
        var next = pace.reserve(provider, 25);

        assertThat(burst).isNegative();
        assertThat(burst.plus(pace.interval().multipliedBy(99))).isLessThan(Duration.ofMillis(100));
        assertThat(next).isBetween(Duration.ofSeconds(-1), Duration.ofMillis(200));
        assertThat(pace.ahead(provider)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void aLongRestEarnsNoMoreThanTheBurst() {
        var pace = pace(400, 100);
        pace.reserve(provider, 1);
        jdbc.sql("update provider_pace set next_at = now() - interval '1 day' where provider = :provider")
                .param("provider", provider)
                .update();

        pace.reserve(provider, 100);

        assertThat(pace.reserve(provider, 100)).isGreaterThan(Duration.ofSeconds(-1));
        assertThat(pace.ahead(provider)).isGreaterThan(Duration.ofSeconds(13));
    }

    @Test
    void whatTheProviderAsksForIsKeptByEverybody() {
        var pace = pace(400, 100);

        pace.hold(provider, Duration.ofSeconds(57));

        assertThat(pace.ahead(provider)).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(57));
    }

    private ProviderPace pace(int perMinute, int burst) {
        return new ProviderPace(jdbc, new SyncProperties(perMinute, burst, 25, 1, 5, Duration.ofSeconds(10)));
    }
}
