package io.tenantry.invoicing.proration;

import io.tenantry.invoicing.schedule.Cycle;
import io.tenantry.shared.Fraction;
import io.tenantry.shared.Period;

/**
 * Which part of a period's price a stretch of it costs. A period of whole months is a cycle and follows the rule. A
 * week, 30 days or a stub has no months that a rule could count, and goes by its days.
 *
 * <p>From 20 to 31 January, by the actual month: 12/31. Three days of a week: 3/7, by any rule.
 */
public final class Portion {

    private Portion() {}

    /** @param stretch within the period */
    public static Fraction of(ProrationRule rule, Period period, Period stretch) {
        return Cycle.between(period.from(), period.to())
                .map(cycle -> Share.of(rule, cycle, stretch).months().times(Fraction.of(1, cycle.frequencyMonths())))
                .orElseGet(() -> Fraction.of(stretch.days(), period.days()));
    }
}
