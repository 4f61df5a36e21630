package io.tenantry.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunPaceTest {

    private static final Instant START = Instant.parse("2026-03-02T02:30:00Z");

    @Test
    void saysHowFastARunIsAndWhenItWillBeThrough() {
        var pace = RunPace.of(1_000, 500, new RunPace.Times(START, START.plusSeconds(4), START.plusSeconds(5)));

        assertThat(pace.perSecond()).isEqualByComparingTo("250.0");
        assertThat(pace.throughAt()).isEqualTo("2026-03-02T02:30:06Z");
    }

    @Test
    void saysWhenARunWasThrough() {
        var pace = RunPace.of(7, 0, new RunPace.Times(START, START.plusSeconds(2), START.plusSeconds(90_000)));

        assertThat(pace.perSecond()).isEqualByComparingTo("3.5");
        assertThat(pace.throughAt()).isEqualTo("2026-03-02T02:30:02Z");
    }

    @Test
    void promisesNothingOfARunThatHasNotBegunOrStands() {
        assertThat(RunPace.of(0, 500, new RunPace.Times(START, null, START.plusSeconds(5))))
                .isEqualTo(new RunPace(null, null));
        assertThat(RunPace.of(0, 500, new RunPace.Times(null, null, START))).isEqualTo(new RunPace(null, null));
        assertThat(RunPace.of(1_000, 500, new RunPace.Times(START, START.plusSeconds(4), START.plusSeconds(900)))
                        .throughAt())
                .isNull();
    }
}
