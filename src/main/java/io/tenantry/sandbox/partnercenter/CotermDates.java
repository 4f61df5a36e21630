package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.world.Json;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The days on which a new term may end so that it ends together with others: the last day of a calendar month, or the end
 * of another subscription, and never later than the full term.
 *
 * <p>A term of a year or three cannot end with one of a month. One of a month cannot end on a 28th, 29th or 30th unless
 * that is the month's last day.
 */
final class CotermDates {

    private static final String MONTH = "P1M";
    private static final int FIRST_AWKWARD_DAY = 28;
    private static final int LAST_AWKWARD_DAY = 30;

    private final Term full;
    private final List<Subscription> others;

    CotermDates(Term full, List<Subscription> others) {
        this.full = full;
        this.others = others;
    }

    boolean allow(LocalDate end) {
        return isMonthEnd(end) ? inTerm(end) : aligned().containsKey(end);
    }

    /** The provider's list: month ends first, then the ends of other subscriptions, by day. */
    List<ObjectNode> options() {
        var options = new ArrayList<ObjectNode>();
        for (var month = YearMonth.from(full.start()); inTerm(month.atEndOfMonth()); month = month.plusMonths(1)) {
            options.add(option("calendarMonthAligned", month.atEndOfMonth()));
        }
        aligned().forEach((end, ids) -> {
            var option = option("subscriptionAligned", end);
            var list = option.putArray("cotermSubscriptionIds");
            ids.forEach(list::add);
            options.add(option);
        });
        return options;
    }

    private static ObjectNode option(String type, LocalDate end) {
        return Json.object()
                .put("allowedCustomTermEndDateType", type)
                .put("allowedCustomTermEndDate", end + "T00:00:00");
    }

    private Map<LocalDate, List<String>> aligned() {
        var byEnd = new TreeMap<LocalDate, List<String>>();
        for (var other : others) {
            var end = other.term().end();
            if (other.is("active") && !other.isTrial() && inTerm(end) && fits(other, end)) {
                byEnd.computeIfAbsent(end, day -> new ArrayList<>()).add(other.id());
            }
        }
        return byEnd;
    }

    private boolean fits(Subscription other, LocalDate end) {
        if (!full.duration().equals(MONTH)) {
            return !other.term().duration().equals(MONTH);
        }
        var day = end.getDayOfMonth();
        return isMonthEnd(end) || day < FIRST_AWKWARD_DAY || day > LAST_AWKWARD_DAY;
    }

    private boolean inTerm(LocalDate end) {
        return !end.isBefore(full.start()) && !end.isAfter(full.end());
    }

    private static boolean isMonthEnd(LocalDate day) {
        return day.equals(YearMonth.from(day).atEndOfMonth());
    }
}
