package io.tenantry.conformance;

import io.tenantry.conformance.ConformanceCase.Unusable;
import java.time.DateTimeException;
import java.time.Period;
import java.util.Locale;
import java.util.Map;

/** A billing interval as people write it: {@code 3}, {@code QUARTERLY} or {@code P3M}. */
final class Interval {

    private static final Map<String, Integer> NAMES = Map.ofEntries(
            Map.entry("MONTH", 1),
            Map.entry("MONTHLY", 1),
            Map.entry("BIMONTHLY", 2),
            Map.entry("BIMESTRIAL", 2),
            Map.entry("QUARTER", 3),
            Map.entry("QUARTERLY", 3),
            Map.entry("TRIANNUAL", 4),
            Map.entry("SEMIANNUAL", 6),
            Map.entry("SEMIANNUALLY", 6),
            Map.entry("BIANNUAL", 6),
            Map.entry("HALFYEARLY", 6),
            Map.entry("YEAR", 12),
            Map.entry("YEARLY", 12),
            Map.entry("ANNUAL", 12),
            Map.entry("ANNUALLY", 12),
            Map.entry("BIENNIAL", 24),
            Map.entry("TRIENNIAL", 36));

    private Interval() {}

    static int months(String text) {
        var name = text.toUpperCase(Locale.ROOT).replaceAll("[-_ ]", "");
        var months = NAMES.containsKey(name) ? NAMES.get(name) : counted(text, name);
        if (months < 1) {
            throw new Unusable("interval '" + text + "' is less than a month");
        }
        return months;
    }

    private static int counted(String text, String name) {
        try {
            if (name.startsWith("P")) {
                var period = Period.parse(name);
                return period.getDays() == 0 ? (int) period.toTotalMonths() : 0;
            }
            return Integer.parseInt(name);
        } catch (NumberFormatException | DateTimeException unknown) {
            throw new Unusable("interval '" + text + "' is no number of months, nor a name such as QUARTERLY or P3M");
        }
    }
}
