package io.tenantry.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.sync.SyncReader.Pace;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How fast a sync is and when it will be through. */
class SyncReaderTest {

    private static final Instant START = Instant.parse("2026-11-23T01:00:00Z");

    @Test
    void aThousandTenantsInTwoHundredSecondsAreFiveASecond() {
        var pace = Pace.of(1_000, 500, START, START.plusSeconds(200), START.plusSeconds(201));

        assertThat(pace.perSecond()).isEqualByComparingTo("5.0");
        assertThat(pace.throughAt()).isEqualTo(START.plusSeconds(300));
    }

    @Test
    void whatHasNotBegunHasNoPace() {
        assertThat(Pace.of(0, 10, START, null, START)).isEqualTo(new Pace(null, null));
    }

    @Test
    void whatStandsStillIsNotSaidToBeThroughInThePast() {
        assertThat(Pace.of(10, 10, START, START.plusSeconds(1), START.plusSeconds(60))
                        .throughAt())
                .isNull();
    }
}
