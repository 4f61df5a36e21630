package io.tenantry.invoicing.proration;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.invoicing.schedule.Cycle;
import io.tenantry.shared.Fraction;
import io.tenantry.shared.Period;
import java.time.LocalDate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for any cycle: of 1 to 36 months, from any day, in any year, cut short by the contract's end or not. */
class ShareInvariantsTest {

    @Property
    void aShareNeverGrowsAsItsStartMovesOnAndNeverExceedsTheWhole(
            @ForAll ProrationRule rule, @ForAll("cycles") Cycle cycle) {
        var before = Share.of(rule, cycle, cycle.period().from()).months();
        assertThat(before).isLessThanOrEqualTo(Fraction.whole(cycle.frequencyMonths()));
        for (var day = cycle.period().from(); day.isBefore(cycle.period().to()); day = day.plusDays(1)) {
            var share = Share.of(rule, cycle, day).months();
            assertThat(share).as("from %s", day).isLessThanOrEqualTo(before).isGreaterThanOrEqualTo(Fraction.ZERO);
            before = share;
        }
    }

    @Property
    void aWholeCycleIsItsMonthsByEachRule(@ForAll ProrationRule rule, @ForAll("cycles") Cycle cycle) {
        var share = Share.of(rule, cycle, cycle.period().from()).months();

        assertThat(share.equals(Fraction.whole(cycle.frequencyMonths())) || !cycle.isWhole())
                .isTrue();
    }

    @Property
    void byActualDaysTheStretchesOfACycleAddUpToIt(
            @ForAll("cycles") Cycle cycle,
            @ForAll @IntRange(max = 1_200) int one,
            @ForAll @IntRange(max = 1_200) int other) {
        var days = (int) cycle.period().days();
        var first = cycle.period().from().plusDays(Math.min(one % days, other % days));
        var second = cycle.period().from().plusDays(Math.max(one % days, other % days));

        for (var rule : new ProrationRule[] {ProrationRule.ACTUAL_MONTH, ProrationRule.ACTUAL_PERIOD}) {
            var parts = stretch(rule, cycle, cycle.period().from(), first)
                    .plus(stretch(rule, cycle, first, second))
                    .plus(stretch(rule, cycle, second, cycle.period().to()));

            assertThat(parts).isEqualTo(Share.of(rule, cycle, cycle.period()).months());
        }
    }

    /** So the product's charge for a stretch, a change and its reverse to the cycle's end, is that of the stretch. */
    @Property
    void byActualDaysAStretchIsTheDifferenceOfTwoShares(
            @ForAll("cycles") Cycle cycle,
            @ForAll @IntRange(max = 1_200) int one,
            @ForAll @IntRange(max = 1_200) int other) {
        var days = (int) cycle.period().days();
        var from = cycle.period().from().plusDays(Math.min(one % days, other % days));
        var to = cycle.period().from().plusDays(Math.max(one % days, other % days));

        for (var rule : new ProrationRule[] {ProrationRule.ACTUAL_MONTH, ProrationRule.ACTUAL_PERIOD}) {
            var difference = Share.of(rule, cycle, from)
                    .months()
                    .plus(Share.of(rule, cycle, to).months().negated());

            assertThat(stretch(rule, cycle, from, to)).isEqualTo(difference);
        }
    }

    @Property
    void aWholeCycleIsFoundBetweenItsTwoDays(@ForAll("cycles") Cycle cycle) {
        var uncut = cycle.uncut();

        var found = Cycle.between(uncut.from(), uncut.to());

        assertThat(found).hasValueSatisfying(one -> {
            assertThat(one.period()).isEqualTo(uncut);
            assertThat(one.uncut()).isEqualTo(uncut);
            assertThat(one.frequencyMonths()).isEqualTo(cycle.frequencyMonths());
        });
    }

    @Provide
    Arbitrary<Cycle> cycles() {
        var start = Arbitraries.integers().between(0, 1_500).map(days -> LocalDate.of(2020, 1, 1)
                .plusDays(days));
        var months = Arbitraries.of(1, 2, 3, 6, 12, 36);
        var number = Arbitraries.integers().between(0, 24);
        var cut = Arbitraries.integers().between(1, 1_200).injectNull(0.5);
        return Combinators.combine(start, months, number, cut).as(ShareInvariantsTest::cycle);
    }

    private static Cycle cycle(LocalDate start, int months, int number, Integer days) {
        var from = start.plusMonths((long) number * months);
        var to = start.plusMonths((number + 1L) * months);
        var end = days == null || from.plusDays(days).isAfter(to) ? to : from.plusDays(days);
        return new Cycle(number, start, months, Period.of(from, end));
    }

    private static Fraction stretch(ProrationRule rule, Cycle cycle, LocalDate from, LocalDate to) {
        return from.isBefore(to) ? Share.of(rule, cycle, Period.of(from, to)).months() : Fraction.ZERO;
    }
}
