package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * One commitment of a subscription. Its end date is inclusive: a term of a year that starts on 11 March 2026 ends on 10
 * March 2027, and one of a month that starts on 31 January ends on 27 February.
 */
record Term(LocalDate start, LocalDate end, String duration, String billingCycle) {

    private static final int WHOLE_TERM = 0;
    private static final List<String> BY_LENGTH = List.of("P1M", "P1Y", "P3Y");

    static Term starting(LocalDate start, String duration, String billingCycle) {
        var term = duration.toUpperCase(Locale.ROOT);
        return new Term(
                start, start.plus(Period.parse(term)).minusDays(1), term, billingCycle.toLowerCase(Locale.ROOT));
    }

    Term endingOn(LocalDate customEnd) {
        return new Term(start, customEnd, duration, billingCycle);
    }

    static boolean isKnown(String duration) {
        return BY_LENGTH.contains(duration.toUpperCase(Locale.ROOT));
    }

    boolean isShorterThan(String other) {
        return BY_LENGTH.indexOf(duration) < BY_LENGTH.indexOf(other.toUpperCase(Locale.ROOT));
    }

    /** The first instant after the term; a renewal begins here. */
    Instant over() {
        return end.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The last day of the billing cycle that a day lies in. */
    LocalDate billingCycleEnd(LocalDate day) {
        var months = monthsBetweenCharges();
        if (months == WHOLE_TERM) {
            return end;
        }
        var cycle = 1;
        while (!chargeDate(cycle * months).isAfter(day)) {
            cycle++;
        }
        var last = chargeDate(cycle * months).minusDays(1);
        return last.isBefore(end) ? last : end;
    }

    private int monthsBetweenCharges() {
        return switch (billingCycle) {
            case "monthly" -> 1;
            case "annual" -> 12;
            default -> WHOLE_TERM;
        };
    }

    /**
     * Who buys on the last day of a month, or the day before, is charged at the same distance from each month's end: bought
     * on 30 January, charged on 27 February, 30 March, 29 April.
     */
    private LocalDate chargeDate(int months) {
        var daysToMonthEnd = start.lengthOfMonth() - start.getDayOfMonth();
        if (daysToMonthEnd > 1) {
            return start.plusMonths(months);
        }
        return YearMonth.from(start).plusMonths(months).atEndOfMonth().minusDays(daysToMonthEnd);
    }

    static LocalDate day(String instant) {
        return LocalDate.parse(instant.substring(0, Math.min(10, instant.length())));
    }

    void writeTo(ObjectNode resource, LocalDate today) {
        resource.put("commitmentEndDate", end + "T00:00:00Z");
        resource.put("commitmentEndDateTime", end + "T23:59:59Z");
        var cycleEnd = billingCycleEnd(today);
        resource.put("billingCycleEndDate", cycleEnd + "T00:00:00Z");
        resource.put("billingCycleEndDateTime", cycleEnd + "T23:59:59Z");
        resource.put("termDuration", duration);
        resource.put("billingCycle", billingCycle);
    }
}
