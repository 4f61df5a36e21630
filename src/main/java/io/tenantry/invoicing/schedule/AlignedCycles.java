package io.tenantry.invoicing.schedule;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Cycles that fall on a day of the month, on whatever day a subscription starts. Day 31 is the last day of each month.
 *
 * <p>Months on the 15th, for a subscription from 1 January: cycles from 15 January, 15 February and so on, and before
 * them a part of the month that ends on 15 January.
 *
 * @param months of one cycle
 * @param day from 1 to 31
 */
public record AlignedCycles(int months, int day) {

    /** Cycles back in which a month is looked for that has the day: a February of 29 days is one of them. */
    private static final int LOOKED_AT = 12;

    public AlignedCycles {
        if (months < 1) {
            throw new IllegalArgumentException("A cycle needs at least one month, not " + months);
        }
        if (day < 1 || day > 31) {
            throw new IllegalArgumentException("Cycles fall on a day from 1 to 31, not on " + day);
        }
    }

    /** Where the first whole cycle starts: the day in the same month, or where that is over, one cycle later. */
    public LocalDate firstFrom(LocalDate start) {
        var first = in(YearMonth.from(start));
        return first.isBefore(start) ? in(YearMonth.from(start).plusMonths(months)) : first;
    }

    /** The cycle that would end where the first one starts. A part of it is owed for the days before. */
    public Cycle before(LocalDate first) {
        return Cycle.between(first.minusMonths(months), first).orElseThrow();
    }

    /**
     * The cycles from the first one on. They are counted from a month that has the day, so that 28 February is followed
     * by 31 March.
     */
    public BillingCalendar from(LocalDate first) {
        var anchor = IntStream.range(0, LOOKED_AT)
                .mapToObj(back -> in(YearMonth.from(first).minusMonths((long) back * months)))
                .max(Comparator.comparing(LocalDate::getDayOfMonth).thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
        return new BillingCalendar(anchor, null, months, BillingPolicy.ADVANCE, 0);
    }

    private LocalDate in(YearMonth month) {
        return month.atDay(Math.min(day, month.lengthOfMonth()));
    }
}
