package io.tenantry.invoicing.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.shared.Period;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlignedCyclesTest {

    @ParameterizedTest(name = "every {0} months on day {1}, from {2}: first on {3}")
    @CsvSource({
        "1,  15, 2026-01-01, 2026-01-15",
        "1,  15, 2026-01-15, 2026-01-15",
        "1,  15, 2026-01-16, 2026-02-15",
        "3,  7,  2011-01-31, 2011-04-07",
        "12, 30, 2012-01-31, 2013-01-30",
        "1,  30, 2012-01-31, 2012-02-29",
        "1,  31, 2012-04-30, 2012-04-30",
    })
    void startsOnTheDayOrOneCycleLater(int months, int day, LocalDate start, LocalDate first) {
        assertThat(new AlignedCycles(months, day).firstFrom(start)).isEqualTo(first);
    }

    @ParameterizedTest(name = "every {0} months on day {1}, from {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "1  | 31 | 2026-02-28 | 2026-02-28, 2026-03-31, 2026-04-30, 2026-05-31",
                "1  | 30 | 2026-02-28 | 2026-02-28, 2026-03-30, 2026-04-30, 2026-05-30",
                "3  | 31 | 2025-11-30 | 2025-11-30, 2026-02-28, 2026-05-31, 2026-08-31",
                "6  | 31 | 2026-02-28 | 2026-02-28, 2026-08-31, 2027-02-28, 2027-08-31",
                "12 | 29 | 2025-02-28 | 2025-02-28, 2026-02-28, 2027-02-28, 2028-02-29",
                "36 | 1  | 2026-01-01 | 2026-01-01, 2029-01-01, 2032-01-01, 2035-01-01",
            })
    void neverChainsAShortMonthToTheNext(int months, int day, LocalDate first, String starts) {
        var calendar = new AlignedCycles(months, day).from(first);
        var number = calendar.cycleOn(first).orElseThrow().number();

        var cycles = IntStream.range(number, number + 4)
                .mapToObj(one -> calendar.cycle(one).orElseThrow());

        assertThat(cycles.map(cycle -> cycle.period().from().toString())).containsExactly(starts.split(", "));
    }

    @Test
    void endsThePartBeforeTheFirstCycleWhereThatStarts() {
        var cycles = new AlignedCycles(3, 13);

        var before = cycles.before(cycles.firstFrom(LocalDate.parse("2011-02-01")));

        assertThat(before.period()).isEqualTo(Period.of("2010-11-13", "2011-02-13"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 15, 'A cycle needs at least one month, not 0'",
        "1, 0,  'Cycles fall on a day from 1 to 31, not on 0'",
        "1, 32, 'Cycles fall on a day from 1 to 31, not on 32'",
    })
    void refusesCyclesThatThereAreNot(int months, int day, String message) {
        assertThatThrownBy(() -> new AlignedCycles(months, day)).hasMessage(message);
    }

    @ParameterizedTest(name = "{0} to {1}: {2} months")
    @CsvSource({
        "2026-01-31, 2026-02-28, 1",
        "2026-02-28, 2026-03-31, 1",
        "2026-02-28, 2026-03-28, 1",
        "2025-11-30, 2026-02-28, 3",
        "2024-02-29, 2027-02-28, 36",
        "2026-01-31, 2026-03-01, ",
        "2026-01-10, 2026-02-09, ",
        "2026-03-02, 2026-03-09, ",
    })
    void findsTheMonthsBetweenTwoDays(LocalDate from, LocalDate to, Integer months) {
        assertThat(Cycle.between(from, to).map(Cycle::frequencyMonths).orElse(null))
                .isEqualTo(months);
    }
}
