package io.tenantry.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the provider is told, on the days on which clocks are changed too. */
class LedgerCalendarTest {

    @ParameterizedTest(name = "{0} on {1}: {3}")
    @CsvSource({
        // An ordinary day.
        "UTC, 2025-04-01, 1, 2025-04-01T00:05:00Z",
        "UTC, 2025-04-01, -1, 2025-03-31T23:55:00Z",
        // The gap and the overlap are at night, after 00:05: the day has 23 or 25 hours, its ends stay.
        "Europe/Berlin, 2025-03-30, 1, 2025-03-29T23:05:00Z",
        "Europe/Berlin, 2025-03-31, -1, 2025-03-30T21:55:00Z",
        "Europe/Berlin, 2025-10-26, 1, 2025-10-25T22:05:00Z",
        "Europe/Berlin, 2025-10-27, -1, 2025-10-26T22:55:00Z",
        // The first hour of the day is skipped: it begins at 01:00.
        "America/Sao_Paulo, 2018-11-04, 1, 2018-11-04T03:05:00Z",
        "America/Sao_Paulo, 2018-11-04, -1, 2018-11-04T02:55:00Z",
        // The last hour of 17 February comes twice; the day ends with the second.
        "America/Sao_Paulo, 2018-02-18, -1, 2018-02-18T02:55:00Z",
        "America/Sao_Paulo, 2018-02-18, 1, 2018-02-18T03:05:00Z",
        // The gap is at midnight, the overlap ends at midnight: 00:00 to 01:00 come twice, the day begins with the
        // first.
        "America/Havana, 2025-03-09, 1, 2025-03-09T05:05:00Z",
        "America/Havana, 2025-11-02, 1, 2025-11-02T04:05:00Z",
        "America/Havana, 2025-11-02, -1, 2025-11-02T03:55:00Z",
        // 30 December 2011 did not exist in Samoa: what ends before the 31st is told on the 29th.
        "Pacific/Apia, 2011-12-31, -1, 2011-12-30T09:55:00Z",
        "Pacific/Apia, 2011-12-31, 1, 2011-12-30T10:05:00Z"
    })
    void tellsTheProviderFiveMinutesIntoTheDayOrFiveMinutesBeforeIt(
            String zone, LocalDate day, int delta, Instant expected) {
        assertThat(Given.itIs("2011-01-01T00:00:00Z", zone).provisionOn(day, delta))
                .isEqualTo(expected);
    }
}
