package io.tenantry.invoicing.proration;

import io.tenantry.shared.Fraction;
import java.util.List;

/**
 * By which convention a part of a cycle is counted. A contract names a rule and a version of it; each version is a
 * constant of its own, so that a better one changes nothing for contracts that have an older one. Provisioning best
 * practices §5.
 *
 * <p>Ten seats at 12.00 a month from 15 January in the quarter from 1 January 2018 cost 305.81 by actual months, 304.00
 * by the actual period or by 30-day months, 299.84 by a 365-day year, and 360.00, 240.00 or 360.00 by started, finished
 * or nearest months.
 */
public enum ProrationRule {
    /** Days over the days of each month of the cycle: 17/31 + 1 + 1. The default. */
    ACTUAL_MONTH(Counts.EACH_MONTH),
    /** Days over the days of the whole cycle, also where the contract's end cuts it short: 76/90 × 3. */
    ACTUAL_PERIOD(Counts.THE_CYCLE),
    /** All days over 30: 76/30. Never more than the whole cycle. */
    THIRTY_DAY(Counts.THE_STRETCH),
    /** All days over a twelfth of 365: 76 × 12/365. Never more than the whole cycle. */
    DAYS_365(Counts.THE_STRETCH),
    /** Months by their days, rounded up: a started month counts. */
    MONTHS_CEIL(Counts.EACH_MONTH),
    /** Months by their days, rounded down: only finished ones count. */
    MONTHS_FLOOR(Counts.EACH_MONTH),
    /** Months by their days, rounded to the nearest: half a month counts. */
    MONTHS_NEAREST(Counts.EACH_MONTH);

    /** What a rule looks at to count days. */
    enum Counts {
        EACH_MONTH,
        THE_CYCLE,
        THE_STRETCH
    }

    private static final int FIRST = 1;
    private static final Fraction HALF = Fraction.of(1, 2);
    private static final List<ProrationRule> ALL = List.of(values());

    private final Counts counts;

    ProrationRule(Counts counts) {
        this.counts = counts;
    }

    /** @throws IllegalArgumentException if a version is published that this release has no logic for */
    public static ProrationRule of(String name, int version) {
        for (var rule : ALL) {
            if (rule.name().equals(name) && rule.version() == version) {
                return rule;
            }
        }
        throw new IllegalArgumentException("Proration rule " + name + " in version " + version
                + " is unknown to this release; use one of " + ALL + " in version 1, or run a release that knows it");
    }

    /** All rules are in their first version; a second one becomes a constant with its own name and version. */
    public int version() {
        return FIRST;
    }

    Counts counts() {
        return counts;
    }

    /** What {@code active} days of a month of {@code days} days count. */
    Fraction ofMonth(long active, long days) {
        if (active == 0 || active == days) {
            return Fraction.whole(active == 0 ? 0 : 1);
        }
        return switch (this) {
            case ACTUAL_MONTH, ACTUAL_PERIOD, MONTHS_CEIL, MONTHS_FLOOR, MONTHS_NEAREST -> Fraction.of(active, days);
            case THIRTY_DAY, DAYS_365 -> atMost(ofStretch(active), Fraction.whole(1));
        };
    }

    /** What the months of a stretch come to: rounded once, not month by month, so that a month from the 15th is one. */
    Fraction rounded(Fraction months) {
        return switch (this) {
            case MONTHS_CEIL -> months.negated().floor().negated();
            case MONTHS_FLOOR -> months.floor();
            case MONTHS_NEAREST -> months.plus(HALF).floor();
            case ACTUAL_MONTH, ACTUAL_PERIOD, THIRTY_DAY, DAYS_365 -> months;
        };
    }

    /** What a stretch of days counts, whatever months it lies in. */
    Fraction ofStretch(long days) {
        return this == THIRTY_DAY ? Fraction.of(days, 30) : Fraction.of(days * 12, 365);
    }

    static Fraction atMost(Fraction share, Fraction limit) {
        return share.compareTo(limit) > 0 ? limit : share;
    }
}
