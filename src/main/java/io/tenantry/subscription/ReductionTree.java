package io.tenantry.subscription;

import io.tenantry.decision.QuantityChangeWindow;
import io.tenantry.decision.QuantityChangeWindow.Outcome;
import io.tenantry.decision.QuantityChangeWindow.Verdict;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A subscription and all that is linked with it as base or add-on, before a quantity is reduced: the strictest decides.
 * Each question goes to the decision table; nothing of it is repeated here.
 *
 * @param members the subscription itself first, then the others by number
 */
record ReductionTree(List<Subscription> members, QuantityChangeWindow decision, LedgerCalendar calendar) {

    private static final int YEARS_AHEAD = 3;
    private static final int MOST_DAYS = 40;

    Subscription subject() {
        return members.get(0);
    }

    Verdict verdict(Subscription member, int delta, LocalDate day) {
        return decision.check(member.reduction(delta, day, calendar));
    }

    private boolean allows(Subscription member, int delta, LocalDate day) {
        return verdict(member, delta, day).outcome() == Outcome.ALLOW;
    }

    /** The one that refuses for longest; empty where none does. An increase is nobody's business but its own. */
    Optional<Subscription> strictest(int delta, LocalDate day) {
        var asked = delta < 0 ? members : members.subList(0, 1);
        return asked.stream()
                .filter(member -> !allows(member, delta, day))
                .max(Comparator.comparing(
                        member -> orNever(nextDay(List.of(member), delta, day)), Comparator.naturalOrder()));
    }

    /** The first day from then on on which all of them allow it; null if there is none in the next three years. */
    @Nullable
    LocalDate nextDay(int delta, LocalDate from) {
        return nextDay(members, delta, from);
    }

    /** A closed window opens at a renewal, so only those days need to be asked for. */
    private @Nullable LocalDate nextDay(List<Subscription> asked, int delta, LocalDate from) {
        return days(asked, from).stream()
                .limit(MOST_DAYS)
                .filter(day -> asked.stream().allMatch(member -> allows(member, delta, day)))
                .findFirst()
                .orElse(null);
    }

    private static SortedSet<LocalDate> days(List<Subscription> asked, LocalDate from) {
        var days = new TreeSet<>(List.of(from));
        for (var member : asked) {
            var renewal = member.nextRenewal(from);
            while (renewal.isPresent()
                    && renewal.get().isBefore(from.plusYears(YEARS_AHEAD).plusDays(1))) {
                days.add(renewal.get());
                renewal = member.nextRenewal(renewal.get().plusDays(1));
            }
        }
        return days;
    }

    private static LocalDate orNever(@Nullable LocalDate day) {
        return day == null ? LocalDate.MAX : day;
    }
}
