package io.tenantry.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollingTest {

    private static final Instant SINCE = Instant.parse("2026-03-10T09:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT0S, PT1M, false",
        "PT5M, PT1M, false",
        "PT5H, PT30M, false",
        "PT20H, PT1H, false",
        "PT24H, PT1H, true",
        "PT500H, PT1H, true"
    })
    void asksMoreAndMoreSeldomAndTellsWhatTakesTooLong(Duration taken, Duration pause, boolean overdue) {
        var now = SINCE.plus(taken);
        var polling = new Polling(
                Clock.fixed(now, ZoneOffset.UTC), Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofHours(24));

        var look = polling.after(SINCE);

        assertThat(look.next()).isEqualTo(now.plus(pause));
        assertThat(look.overdue()).isEqualTo(overdue);
    }
}
