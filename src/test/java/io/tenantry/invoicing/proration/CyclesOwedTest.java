package io.tenantry.invoicing.proration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.invoicing.proration.CyclesOwed.Subscribed;
import io.tenantry.invoicing.schedule.AlignedCycles;
import io.tenantry.shared.Fraction;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** More than a hundred published cases are in {@code src/test/resources/conformance/killbill.csv}. */
class CyclesOwedTest {

    private static final AlignedCycles ON_THE_15TH = new AlignedCycles(1, 15);

    @Test
    void owesAPartBeforeTheFirstCycleAndOneAfterTheLast() {
        var subscribed = new Subscribed(LocalDate.parse("2011-01-01"), LocalDate.parse("2011-02-27"));

        var owed = CyclesOwed.inAdvance(
                ProrationRule.ACTUAL_PERIOD, ON_THE_15TH, subscribed, LocalDate.parse("2011-02-15"));

        assertThat(owed).containsExactly(Fraction.of(14, 31), Fraction.whole(1), Fraction.of(12, 28));
    }

    @Test
    void owesNothingBeforeItStartsAndNothingIfItEndsAtOnce() {
        var start = LocalDate.parse("2026-03-20");

        var early = CyclesOwed.inAdvance(
                ProrationRule.ACTUAL_PERIOD, ON_THE_15TH, new Subscribed(start, null), start.minusDays(1));
        var never = CyclesOwed.inAdvance(
                ProrationRule.ACTUAL_PERIOD, ON_THE_15TH, new Subscribed(start, start), start.plusYears(1));

        assertThat(early).isEmpty();
        assertThat(never).isEmpty();
    }

    @Test
    void refusesAnEndBeforeTheStart() {
        assertThatThrownBy(() -> new Subscribed(LocalDate.parse("2026-03-20"), LocalDate.parse("2026-03-19")))
                .hasMessage("A subscription cannot end on 2026-03-19, before it starts on 2026-03-20");
    }
}
