package io.tenantry.invoicing.schedule;

import io.tenantry.shared.Period;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One cycle of a billing contract. Its months are the contract's own, counted from the day it started: those of a
 * contract that started on 31 January are [31 Jan, 28 Feb), [28 Feb, 31 Mar), [31 Mar, 30 Apr) and so on.
 *
 * @param number counted from 0
 * @param contractStart the day that all months are counted from
 * @param frequencyMonths months of a cycle that is not cut short
 * @param period the days of the cycle; the last one ends with the contract
 */
public record Cycle(int number, LocalDate contractStart, int frequencyMonths, Period period) {

    /**
     * The cycle that two days bound, if a whole number of months lies between them. The day of the month that all of its
     * months fall on is the later one: from 28 February to 31 March is a month of a contract from the 31st.
     */
    public static Optional<Cycle> between(LocalDate from, LocalDate to) {
        var months = (int) ChronoUnit.MONTHS.between(YearMonth.from(from), YearMonth.from(to));
        var day = Math.max(from.getDayOfMonth(), to.getDayOfMonth());
        if (months < 1 || !isDayOf(day, from) || !isDayOf(day, to)) {
            return Optional.empty();
        }
        var back = 0;
        while (from.minusMonths((long) back * months).lengthOfMonth() < day) {
            back++;
        }
        var start = YearMonth.from(from).minusMonths((long) back * months).atDay(day);
        return Optional.of(new Cycle(back, start, months, Period.of(from, to)));
    }

    private static boolean isDayOf(int day, LocalDate date) {
        return date.getDayOfMonth() == Math.min(day, date.lengthOfMonth());
    }

    /** Whether the contract's end does not cut it short. */
    public boolean isWhole() {
        return period.to().equals(monthStart(frequencyMonths));
    }

    /** The days that it has, or would have if the contract's end did not cut it short. */
    public Period uncut() {
        return Period.of(monthStart(0), monthStart(frequencyMonths));
    }

    /** The same cycle, had the contract ended on a day within it. */
    public Cycle until(LocalDate day) {
        return new Cycle(number, contractStart, frequencyMonths, Period.of(period.from(), day));
    }

    /** Month {@code index} of the cycle, whole even where the contract's end cuts the cycle short. */
    public Period month(int index) {
        return Period.of(monthStart(index), monthStart(index + 1));
    }

    /** The month of the cycle that a day falls into; the last day of a cut cycle may fall into an unfinished one. */
    public int monthOf(LocalDate day) {
        if (!period.contains(day)) {
            throw new IllegalArgumentException(day + " lies outside cycle " + period);
        }
        var index = 0;
        while (!day.isBefore(monthStart(index + 1))) {
            index++;
        }
        return index;
    }

    /** How many months the cycle has, an unfinished one at the contract's end included. */
    public int months() {
        return monthOf(period.lastDay()) + 1;
    }

    private LocalDate monthStart(int index) {
        return contractStart.plusMonths((long) number * frequencyMonths + index);
    }
}
