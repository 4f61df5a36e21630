package io.tenantry.invoicing.proration;

import io.tenantry.shared.Fraction;

/**
 * By which convention a part of a cycle is counted: the contract's Prorate Unit with its day count or its rounding of
 * months. Provisioning best practices §5.
 *
 * <p>Ten seats at 12.00 a month from 15 January in the quarter from 1 January 2018 cost 305.81 by actual months, 304.00
 * by 30-day months, 299.84 by a 365-day year, and 360.00, 240.00 or 360.00 by started, finished or nearest months.
 */
public enum ProrationRule {
    /** Days over the days of each month of the cycle: 17/31 + 1 + 1. The default. */
    ACTUAL_MONTH,
    /** All days over 30: 76/30. Never more than the whole cycle. */
    THIRTY_DAY,
    /** All days over a twelfth of 365: 76 × 12/365. Never more than the whole cycle. */
    DAYS_365,
    /** Each month that is touched counts. */
    MONTHS_CEIL,
    /** Only months that are covered wholly count. */
    MONTHS_FLOOR,
    /** A month counts if at least half of its days are covered. */
    MONTHS_NEAREST;

    /**
     * @param prorateUnit DAYS or MONTHS
     * @param dayCount used with DAYS
     * @param monthRounding used with MONTHS
     */
    public static ProrationRule of(String prorateUnit, String dayCount, String monthRounding) {
        return valueOf(prorateUnit.equals("MONTHS") ? "MONTHS_" + monthRounding : dayCount);
    }

    /** Whether a month of the cycle is looked at on its own, or all days in one stretch. */
    boolean countsEachMonth() {
        return this != THIRTY_DAY && this != DAYS_365;
    }

    /** What {@code active} days of a month of {@code days} days count. */
    Fraction ofMonth(long active, long days) {
        if (active == 0 || active == days) {
            return Fraction.whole(active == 0 ? 0 : 1);
        }
        return switch (this) {
            case MONTHS_CEIL -> Fraction.whole(1);
            case MONTHS_FLOOR -> Fraction.whole(0);
            case MONTHS_NEAREST -> Fraction.whole(2 * active >= days ? 1 : 0);
            case ACTUAL_MONTH -> Fraction.of(active, days);
            case THIRTY_DAY, DAYS_365 -> atMost(ofStretch(active), Fraction.whole(1));
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
