package io.tenantry.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessCalendarTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T22:59:59Z, Europe/Berlin, 2026-01-31",
        "2026-01-31T23:00:00Z, Europe/Berlin, 2026-02-01",
        "2026-06-30T21:59:59Z, Europe/Berlin, 2026-06-30",
        "2026-06-30T22:00:00Z, Europe/Berlin, 2026-07-01",
        "2026-01-31T23:59:59Z, UTC, 2026-01-31"
    })
    void beginsADayAtTheMidnightOfItsZone(Instant now, String zone, LocalDate today) {
        var calendar = itIs(now, zone);

        assertThat(calendar.today()).isEqualTo(today);
        assertThat(calendar.dayOf(now)).isEqualTo(today);
    }

    /** Berlin loses an hour on 29 March 2026 and gains one on 25 October. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-28, 2026-03-27T23:00:00Z, 2026-03-28T22:59:59Z, 24",
        "2026-03-29, 2026-03-28T23:00:00Z, 2026-03-29T21:59:59Z, 23",
        "2026-10-25, 2026-10-24T22:00:00Z, 2026-10-25T22:59:59Z, 25"
    })
    void knowsHowLongDaysAre(LocalDate day, Instant start, Instant end, int hours) {
        var calendar = inBerlin();

        assertThat(calendar.startOf(day)).isEqualTo(start);
        assertThat(calendar.endOf(day)).isEqualTo(end);
        assertThat(Duration.between(start, end.plusSeconds(1))).hasHours(hours);
        assertThat(calendar.dayOf(start)).isEqualTo(day);
        assertThat(calendar.dayOf(end)).isEqualTo(day);
    }

    @Test
    void findsATimeThatTheDaySkips() {
        var skipped = inBerlin().at(LocalDate.parse("2026-03-29"), LocalTime.of(2, 30));

        assertThat(skipped).isEqualTo("2026-03-29T01:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlyn", "", "+25:00"})
    void doesNotStartInAZoneThatDoesNotExist(String zone) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> itIs(Instant.EPOCH, zone))
                .withMessage("tenantry.zone '%s' is no time zone; set it to a name such as Europe/Berlin or UTC", zone);
    }

    private static BusinessCalendar inBerlin() {
        return itIs(Instant.EPOCH, "Europe/Berlin");
    }

    private static BusinessCalendar itIs(Instant now, String zone) {
        return new BusinessCalendar(Clock.fixed(now, ZoneOffset.UTC), zone);
    }
}
