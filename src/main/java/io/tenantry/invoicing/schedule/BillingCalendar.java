package io.tenantry.invoicing.schedule;

import io.tenantry.shared.Period;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a contract is billed for what. Cycle k is [start + k × frequency, start + (k + 1) × frequency), always computed
 * from the contract's start and never chained, so that a contract that started on the 31st bills on 28 February and on
 * 31 March again.
 *
 * <p>Quarterly from 1 January 2018 in advance with the usual offset of one day: the cycles start on 1 January, 1 April,
 * 1 July and 1 October, and are billed on 2 January, 2 April, 2 July and 2 October.
 *
 * @param end the first day that is not billed any more; null while the contract runs on
 * @param offsetDays days from a cycle's start (in advance) or end (in arrears) to its invoice; may be negative
 */
public record BillingCalendar(
        LocalDate start, @Nullable LocalDate end, int frequencyMonths, BillingPolicy policy, int offsetDays) {

    /** Stands for "never again": the next invoice date of a contract that is billed to its end. */
    public static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

    public BillingCalendar {
        if (frequencyMonths < 1) {
            throw new IllegalArgumentException("A cycle needs at least one month, not " + frequencyMonths);
        }
        if (end != null && !end.isAfter(start)) {
            throw new IllegalArgumentException("The contract ends on " + end + ", before it starts on " + start);
        }
    }

    /** Empty if the contract has ended by then. */
    public Optional<Cycle> cycle(int number) {
        var from = start.plusMonths((long) number * frequencyMonths);
        if (end != null && !from.isBefore(end)) {
            return Optional.empty();
        }
        var to = start.plusMonths((number + 1L) * frequencyMonths);
        if (end != null && to.isAfter(end)) {
            to = end;
        }
        return Optional.of(new Cycle(number, start, frequencyMonths, Period.of(from, to)));
    }

    /** The cycle that a day falls into; empty before the contract starts and after it ended. */
    public Optional<Cycle> cycleOn(LocalDate day) {
        if (day.isBefore(start)) {
            return Optional.empty();
        }
        return cycle(numberOn(day)).filter(cycle -> cycle.period().contains(day));
    }

    public LocalDate billOn(Cycle cycle) {
        var day = policy == BillingPolicy.ADVANCE
                ? cycle.period().from()
                : cycle.period().to();
        return day.plusDays(offsetDays);
    }

    /**
     * The cycles to be billed up to and including {@code asOf}, oldest first. The first is the one in force on the next
     * invoice date: moved from 2 to 10 March, the March cycle is billed on the 10th; moved to 2 April, it is skipped.
     */
    public List<Cycle> dueCycles(LocalDate next, LocalDate asOf) {
        var due = new ArrayList<Cycle>();
        var number = firstDueNumber(next);
        var cycle = cycle(number);
        while (cycle.isPresent() && !billOn(cycle.get()).isAfter(asOf)) {
            due.add(cycle.get());
            number++;
            cycle = cycle(number);
        }
        return due;
    }

    /**
     * The last reckoning of a contract: in advance, changes within its last cycle have no later invoice to come with; in
     * arrears it bills the last cycle. What is entered later still is reckoned on this day again. Empty while the contract
     * runs on.
     */
    public Optional<LocalDate> closesOn() {
        return Optional.ofNullable(end).map(day -> day.plusDays(offsetDays));
    }

    /** The first day after {@code day} on which something is billed; {@link #NEVER} if nothing is. */
    public LocalDate nextInvoiceDateAfter(LocalDate day) {
        var next = cycle(firstNumberBilledFrom(day.plusDays(1))).map(this::billOn);
        return next.orElseGet(
                () -> closesOn().filter(close -> close.isAfter(day)).orElse(NEVER));
    }

    private int firstNumberBilledFrom(LocalDate day) {
        var number = Math.max(0, numberOn(day.minusDays(offsetDays)) - 2);
        var cycle = cycle(number);
        while (cycle.isPresent() && billOn(cycle.get()).isBefore(day)) {
            number++;
            cycle = cycle(number);
        }
        return number;
    }

    /** The number of the cycle that is billed first when the next invoice date is {@code day}. */
    public int firstDueNumber(LocalDate day) {
        var after = firstNumberBilledFrom(day.plusDays(1));
        return Math.max(0, after - 1);
    }

    /** The number of the cycle in force on a day; 0 for a day before the start, and counted on after the end. */
    public int numberOn(LocalDate day) {
        if (!day.isAfter(start)) {
            return 0;
        }
        if (day.equals(LocalDate.MAX)) {
            return Integer.MAX_VALUE;
        }
        var number = Math.max(0, (int) (ChronoUnit.MONTHS.between(start, day) / frequencyMonths));
        while (!day.isBefore(start.plusMonths((number + 1L) * frequencyMonths))) {
            number++;
        }
        return number;
    }
}
