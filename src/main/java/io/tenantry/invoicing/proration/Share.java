package io.tenantry.invoicing.proration;

import io.tenantry.invoicing.schedule.Cycle;
import io.tenantry.shared.Fraction;
import io.tenantry.shared.Period;
import java.time.LocalDate;
import java.util.ArrayList;

/**
 * A stretch of a cycle, in months, exact. A whole cycle is exactly its number of months by each rule.
 *
 * <p>From 15 January to the end of the quarter that began on 1 January 2018: 17/31 + 1 + 1 = 79/31 months.
 *
 * @param active the days that are charged for, first and last included
 * @param workings how the months came about, for people, such as {@code 17/31 + 2}
 */
public record Share(Period active, Fraction months, String workings) {

    /**
     * From a day to the cycle's end: what a change of license moves.
     *
     * @param from a day before the cycle's start means its start
     */
    public static Share of(ProrationRule rule, Cycle cycle, LocalDate from) {
        var period = cycle.period();
        return of(rule, cycle, from.isAfter(period.from()) ? period.startingAt(from) : period);
    }

    /**
     * A stretch that stands alone, such as a line that is written for it. By actual days the stretches of a cycle add up
     * to the cycle. By 30-day months, by a 365-day year and by whole months they need not: January in two parts is 31
     * days of 30, and two started months. The ledger never adds stretches: it takes the shares
     * of two changes, each to the cycle's end, from one another, and so always comes to the whole.
     *
     * @param active within the cycle
     */
    public static Share of(ProrationRule rule, Cycle cycle, Period active) {
        var all = active.equals(cycle.period());
        if (all && cycle.isWhole()) {
            return new Share(active, Fraction.whole(cycle.frequencyMonths()), String.valueOf(cycle.frequencyMonths()));
        }
        return switch (rule.counts()) {
            case EACH_MONTH -> byMonth(rule, cycle, active);
            case THE_CYCLE -> byCycle(cycle, active);
            case THE_STRETCH -> all ? byMonth(rule, cycle, active) : byStretch(rule, cycle, active);
        };
    }

    /**
     * From {@code openFrom} to the cycle's end, for what counts from {@code from} on and is settled up to there: the share
     * that it has by now without the share that it had when the cycle ended there. By started months, June that was cut
     * on the 15th was a whole month, so nothing is left of it when the contract runs on.
     */
    static Share rest(ProrationRule rule, Cycle cycle, LocalDate from, LocalDate openFrom) {
        var start = from.isAfter(cycle.period().from()) ? from : cycle.period().from();
        if (!openFrom.isAfter(start)) {
            return of(rule, cycle, start);
        }
        var now = of(rule, cycle, start);
        var then = of(rule, cycle.until(openFrom), start);
        var months = now.months.plus(then.months.negated());
        var rest = of(rule, cycle, openFrom);
        return rest.months.equals(months)
                ? rest
                : new Share(rest.active, months, now.workings + " − (" + then.workings + ")");
    }

    private static Share byCycle(Cycle cycle, Period active) {
        var days = cycle.uncut().days();
        var months = cycle.frequencyMonths();
        var workings = active.days() + "/" + days + (months == 1 ? "" : " × " + months);
        return new Share(active, Fraction.of(active.days() * months, days), workings);
    }

    private static Share byStretch(ProrationRule rule, Cycle cycle, Period active) {
        var limit = of(rule, cycle, cycle.period()).months;
        var months = ProrationRule.atMost(rule.ofStretch(active.days()), limit);
        var divisor = rule == ProrationRule.THIRTY_DAY ? "/30" : " × 12/365";
        return new Share(active, months, active.days() + divisor);
    }

    /** Only the first and the last month can be touched in part; all between are whole. */
    private static Share byMonth(ProrationRule rule, Cycle cycle, Period active) {
        var first = cycle.monthOf(active.from());
        var last = cycle.monthOf(active.lastDay());
        var head = cycle.month(first);
        var headDays = head.intersection(active).orElseThrow().days();
        if (first == last) {
            var month = rule.rounded(rule.ofMonth(headDays, head.days()));
            return new Share(active, month, part(headDays, head.days()));
        }
        var tail = cycle.month(last);
        var tailDays = tail.intersection(active).orElseThrow().days();
        var months = rule.ofMonth(headDays, head.days())
                .plus(Fraction.whole(last - first - 1L))
                .plus(rule.ofMonth(tailDays, tail.days()));
        return new Share(active, rule.rounded(months), workings(headDays, head, last - first - 1, tailDays, tail));
    }

    private static String workings(long headDays, Period head, int between, long tailDays, Period tail) {
        var whole = between + (headDays == head.days() ? 1 : 0) + (tailDays == tail.days() ? 1 : 0);
        var parts = new ArrayList<String>(3);
        if (headDays < head.days()) {
            parts.add(part(headDays, head.days()));
        }
        if (whole > 0) {
            parts.add(String.valueOf(whole));
        }
        if (tailDays < tail.days()) {
            parts.add(part(tailDays, tail.days()));
        }
        return String.join(" + ", parts);
    }

    private static String part(long days, long of) {
        return days == of ? "1" : days + "/" + of;
    }
}
