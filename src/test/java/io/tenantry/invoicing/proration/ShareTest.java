package io.tenantry.invoicing.proration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.invoicing.schedule.BillingCalendar;
import io.tenantry.invoicing.schedule.BillingPolicy;
import io.tenantry.invoicing.schedule.Cycle;
import io.tenantry.shared.Fraction;
import io.tenantry.shared.Money;
import io.tenantry.shared.Period;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ShareTest {

    @ParameterizedTest(name = "{0}: {1} months, 10 seats at 12.00 cost {2}")
    @CsvSource({
        "ACTUAL_MONTH, 79/31, 305.81, 17/31 + 2",
        "ACTUAL_PERIOD, 38/15, 304.00, 76/90 × 3",
        "THIRTY_DAY, 38/15, 304.00, 76/30",
        "DAYS_365, 912/365, 299.84, 76 × 12/365",
        "MONTHS_CEIL, 3, 360.00, 17/31 + 2",
        "MONTHS_FLOOR, 2, 240.00, 17/31 + 2",
        "MONTHS_NEAREST, 3, 360.00, 17/31 + 2"
    })
    void sharesAQuarterFromThe15thOfJanuary(ProrationRule rule, String months, String amount, String workings) {
        var quarter = cycle("2018-01-01", null, 3, 0);

        var share = Share.of(rule, quarter, LocalDate.parse("2018-01-15"));

        assertThat(share.months()).hasToString(months);
        assertThat(Money.of("12.00", "EUR").times(10).times(share.months()).rounded())
                .isEqualTo(Money.of(amount, "EUR"));
        assertThat(share.active().days()).isEqualTo(76);
        assertThat(share.workings()).isEqualTo(workings);
    }

    @ParameterizedTest
    @EnumSource(ProrationRule.class)
    void countsAWholeCycleAsExactlyItsMonths(ProrationRule rule) {
        for (var months : new int[] {1, 3, 6, 12, 36}) {
            var cycle = cycle("2023-01-31", null, months, 2);

            assertThat(Share.of(rule, cycle, cycle.period().from()).months()).isEqualTo(Fraction.whole(months));
            assertThat(Share.of(rule, cycle, LocalDate.parse("1999-12-31")).months())
                    .isEqualTo(Fraction.whole(months));
        }
    }

    @ParameterizedTest
    @EnumSource(value = ProrationRule.class, mode = EnumSource.Mode.EXCLUDE, names = "ACTUAL_PERIOD")
    void countsTheLastCycleOfAnAnnualContractUntil30JuneAsSixMonths(ProrationRule rule) {
        var first = cycle("2020-01-01", "2021-06-30", 12, 0);
        var last = cycle("2020-01-01", "2021-06-30", 12, 1);

        assertThat(Share.of(rule, first, first.period().from()).months()).hasToString("12");
        assertThat(Share.of(rule, last, last.period().from()).months()).hasToString("6");
    }

    @Test
    void countsTheDaysOfALastCycleOverThoseOfTheYearByTheActualPeriod() {
        var last = cycle("2020-01-01", "2021-06-30", 12, 1);

        var share = Share.of(ProrationRule.ACTUAL_PERIOD, last, last.period().from());

        assertThat(share.workings()).isEqualTo("181/365 × 12");
        assertThat(share.months()).isEqualTo(Fraction.of(181 * 12, 365));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "ACTUAL_MONTH, 20/31",
        "ACTUAL_PERIOD, 20/31",
        "THIRTY_DAY, 2/3",
        "DAYS_365, 48/73",
        "MONTHS_CEIL, 1",
        "MONTHS_FLOOR, 0",
        "MONTHS_NEAREST, 1"
    })
    void countsAnUnfinishedMonthAtTheContractsEndByTheRule(ProrationRule rule, String expected) {
        var cut = cycle("2026-01-01", "2026-03-20", 1, 2);

        assertThat(Share.of(rule, cut, cut.period().from()).months()).hasToString(expected);
    }

    @Test
    void countsTheMonthsOfTheContractAndNotOfTheCalendar() {
        var cycle = cycle("2026-01-15", null, 3, 0);

        var share = Share.of(ProrationRule.ACTUAL_MONTH, cycle, LocalDate.parse("2026-02-20"));

        assertThat(share.months()).isEqualTo(Fraction.of(23, 28).plus(Fraction.whole(1)));
        assertThat(share.workings()).isEqualTo("23/28 + 1");
    }

    @Test
    void knowsARuleByItsNameAndVersion() {
        assertThat(ProrationRule.of("DAYS_365", 1)).isEqualTo(ProrationRule.DAYS_365);
        assertThatThrownBy(() -> ProrationRule.of("DAYS_365", 2))
                .hasMessageStartingWith("Proration rule DAYS_365 in version 2 is unknown to this release");
    }

    @ParameterizedTest(name = "{0}: {1} months")
    @CsvSource({"MONTHS_CEIL, 2", "MONTHS_FLOOR, 1", "MONTHS_NEAREST, 1"})
    void roundsTheMonthsOfAStretchOnce(ProrationRule rule, String months) {
        var quarter = cycle("2026-01-01", null, 3, 0);

        var share = Share.of(rule, quarter, Period.of("2026-01-15", "2026-02-15"));

        assertThat(share.workings()).isEqualTo("17/31 + 14/28");
        assertThat(share.months()).hasToString(months);
    }

    @Test
    void countsTheLastDayOfACycle() {
        var march = cycle("2026-01-01", null, 1, 2);

        assertThat(Share.of(ProrationRule.ACTUAL_MONTH, march, LocalDate.parse("2026-03-31"))
                        .months())
                .hasToString("1/31");
    }

    static Cycle cycle(String start, String lastDay, int frequency, int number) {
        var calendar = new BillingCalendar(
                LocalDate.parse(start),
                lastDay == null ? null : LocalDate.parse(lastDay).plusDays(1),
                frequency,
                BillingPolicy.ADVANCE,
                1);
        return calendar.cycle(number).orElseThrow();
    }
}
