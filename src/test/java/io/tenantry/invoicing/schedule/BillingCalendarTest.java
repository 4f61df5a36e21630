package io.tenantry.invoicing.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.shared.Period;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillingCalendarTest {

    @Test
    void billsAQuarterlyContractOneDayAfterEachCycleStarts() {
        var calendar = calendar("2018-01-01", "2018-12-31", 3, BillingPolicy.ADVANCE, 1);

        var cycles = calendar.dueCycles(LocalDate.parse("2018-01-02"), LocalDate.parse("2019-06-30"));

        assertThat(cycles)
                .extracting(Cycle::period)
                .containsExactly(
                        Period.of("2018-01-01", "2018-04-01"),
                        Period.of("2018-04-01", "2018-07-01"),
                        Period.of("2018-07-01", "2018-10-01"),
                        Period.of("2018-10-01", "2019-01-01"));
        assertThat(cycles)
                .extracting(cycle -> calendar.billOn(cycle).toString())
                .containsExactly("2018-01-02", "2018-04-02", "2018-07-02", "2018-10-02");
    }

    @Test
    void billsInArrearsOneDayAfterEachCycleEnds() {
        var calendar = calendar("2026-01-01", null, 1, BillingPolicy.ARREARS, 1);

        var cycles = calendar.dueCycles(LocalDate.parse("2026-02-02"), LocalDate.parse("2026-03-02"));

        assertThat(cycles)
                .extracting(Cycle::period)
                .containsExactly(Period.of("2026-01-01", "2026-02-01"), Period.of("2026-02-01", "2026-03-01"));
    }

    @ParameterizedTest(name = "a contract of the {0} has the cycle starts {1}")
    @CsvSource({
        "2023-01-29, 2023-01-29 2023-02-28 2023-03-29 2023-04-29 2023-05-29",
        "2023-01-30, 2023-01-30 2023-02-28 2023-03-30 2023-04-30 2023-05-30",
        "2023-01-31, 2023-01-31 2023-02-28 2023-03-31 2023-04-30 2023-05-31",
        "2024-01-31, 2024-01-31 2024-02-29 2024-03-31 2024-04-30 2024-05-31"
    })
    void countsEachCycleFromTheStartAndNeverFromTheOneBefore(String start, String expected) {
        var calendar = calendar(start, null, 1, BillingPolicy.ADVANCE, 1);

        var starts = IntStream.range(0, 5)
                .mapToObj(number ->
                        calendar.cycle(number).orElseThrow().period().from().toString())
                .toList();

        assertThat(String.join(" ", starts)).isEqualTo(expected);
    }

    @Test
    void cutsTheLastCycleAtTheContractsEnd() {
        var calendar = calendar("2020-01-01", "2021-06-30", 12, BillingPolicy.ADVANCE, 1);

        assertThat(calendar.cycle(0).orElseThrow().period()).isEqualTo(Period.of("2020-01-01", "2021-01-01"));
        assertThat(calendar.cycle(1).orElseThrow().period()).isEqualTo(Period.of("2021-01-01", "2021-07-01"));
        assertThat(calendar.cycle(1).orElseThrow().months()).isEqualTo(6);
        assertThat(calendar.cycle(2)).isEmpty();
    }

    @Test
    void reckonsUpOnceMoreAfterTheLastCycleInAdvance() {
        var calendar = calendar("2020-01-01", "2021-06-30", 12, BillingPolicy.ADVANCE, 1);

        assertThat(calendar.nextInvoiceDateAfter(LocalDate.parse("2020-01-02"))).isEqualTo("2021-01-02");
        assertThat(calendar.nextInvoiceDateAfter(LocalDate.parse("2021-01-02"))).isEqualTo("2021-07-02");
        assertThat(calendar.nextInvoiceDateAfter(LocalDate.parse("2021-07-02"))).isEqualTo(BillingCalendar.NEVER);
    }

    @Test
    void isOverAfterTheLastCycleInArrears() {
        var calendar = calendar("2020-01-01", "2021-06-30", 12, BillingPolicy.ARREARS, 1);

        assertThat(calendar.closesOn()).contains(LocalDate.parse("2021-07-02"));
        assertThat(calendar.nextInvoiceDateAfter(LocalDate.parse("2021-01-02"))).isEqualTo("2021-07-02");
        assertThat(calendar.nextInvoiceDateAfter(LocalDate.parse("2021-07-02"))).isEqualTo(BillingCalendar.NEVER);
    }

    @ParameterizedTest(name = "{0}, offset {1} days: billed on {2}")
    @CsvSource({
        "ADVANCE, 0, 2026-03-01", "ADVANCE, 5, 2026-03-06", "ADVANCE, -10, 2026-02-19",
        "ARREARS, 0, 2026-04-01", "ARREARS, 5, 2026-04-06", "ARREARS, -10, 2026-03-22"
    })
    void movesTheInvoiceByTheOffset(BillingPolicy policy, int offset, String expected) {
        var calendar = calendar("2026-01-01", null, 1, policy, offset);
        var march = calendar.cycleOn(LocalDate.parse("2026-03-31")).orElseThrow();

        assertThat(calendar.billOn(march)).isEqualTo(expected);
        assertThat(calendar.dueCycles(LocalDate.parse(expected), LocalDate.parse(expected)))
                .containsExactly(march);
    }

    @Test
    void findsNoCycleBeforeTheStartOrAfterTheEnd() {
        var calendar = calendar("2026-01-15", "2026-02-20", 1, BillingPolicy.ADVANCE, 1);

        assertThat(calendar.cycleOn(LocalDate.parse("2026-01-14"))).isEmpty();
        assertThat(calendar.cycleOn(LocalDate.parse("2026-02-20")))
                .hasValueSatisfying(last -> assertThat(last.period()).isEqualTo(Period.of("2026-02-15", "2026-02-21")));
        assertThat(calendar.cycleOn(LocalDate.parse("2026-02-21"))).isEmpty();
    }

    @Test
    void skipsCyclesWhoseInvoiceDateWasMovedPast() {
        var calendar = calendar("2026-01-01", null, 1, BillingPolicy.ADVANCE, 1);

        assertThat(calendar.dueCycles(LocalDate.parse("2026-03-02"), LocalDate.parse("2026-04-01")))
                .extracting(Cycle::number)
                .containsExactly(2);
    }

    @Test
    void billsThePostponedCycleOnTheDayItWasPostponedTo() {
        var calendar = calendar("2026-01-01", null, 1, BillingPolicy.ADVANCE, 1);

        assertThat(calendar.dueCycles(LocalDate.parse("2026-03-10"), LocalDate.parse("2026-03-10")))
                .extracting(Cycle::number)
                .containsExactly(2);
    }

    @Test
    void refusesAContractThatEndsBeforeItStarts() {
        assertThatThrownBy(() -> calendar("2026-01-15", "2026-01-14", 1, BillingPolicy.ADVANCE, 1))
                .hasMessageContaining("ends on 2026-01-15, before it starts on 2026-01-15");
    }

    private static BillingCalendar calendar(
            String start, String lastDay, int frequency, BillingPolicy policy, int offset) {
        return new BillingCalendar(
                LocalDate.parse(start),
                lastDay == null ? null : LocalDate.parse(lastDay).plusDays(1),
                frequency,
                policy,
                offset);
    }
}
