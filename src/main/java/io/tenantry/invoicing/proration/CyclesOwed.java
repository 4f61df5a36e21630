package io.tenantry.invoicing.proration;

import io.tenantry.invoicing.schedule.AlignedCycles;
import io.tenantry.invoicing.schedule.Cycle;
import io.tenantry.shared.Fraction;
import io.tenantry.shared.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many cycles a subscription owes in advance where cycles fall on a day of the month: a part of one until the first
 * of those days, whole ones, and a part where it ends within one.
 *
 * <p>From 1 January to 27 February 2011 on months that fall on the 15th, billed up to 15 February: 14/31 + 1 + 12/28.
 */
public final class CyclesOwed {

    /** @param to the first day that is not billed any more; null while the subscription runs on */
    public record Subscribed(LocalDate from, @Nullable LocalDate to) {

        public Subscribed {
            if (to != null && to.isBefore(from)) {
                throw new IllegalArgumentException(
                        "A subscription cannot end on " + to + ", before it starts on " + from);
            }
        }
    }

    private final ProrationRule rule;
    private final Subscribed subscribed;
    private final LocalDate target;
    private final List<Fraction> parts = new ArrayList<>();

    private CyclesOwed(ProrationRule rule, Subscribed subscribed, LocalDate target) {
        this.rule = rule;
        this.subscribed = subscribed;
        this.target = target;
    }

    /**
     * One number for each cycle that is touched, oldest first.
     *
     * @param target the last day on which something is billed
     */
    public static List<Fraction> inAdvance(
            ProrationRule rule, AlignedCycles cycles, Subscribed subscribed, LocalDate target) {
        var owed = new CyclesOwed(rule, subscribed, target);
        var first = cycles.firstFrom(subscribed.from());
        if (first.isAfter(subscribed.from())) {
            owed.bill(cycles.before(first));
        }
        var calendar = cycles.from(first);
        var cycle = calendar.cycleOn(first);
        while (cycle.isPresent() && owed.bill(cycle.get())) {
            cycle = calendar.cycle(cycle.get().number() + 1);
        }
        return List.copyOf(owed.parts);
    }

    /** Whether there was anything to bill: from the first day in the cycle that is used, if that is not after the target. */
    private boolean bill(Cycle cycle) {
        var from = cycle.period().from().isBefore(subscribed.from())
                ? subscribed.from()
                : cycle.period().from();
        var end = subscribed.to();
        var to =
                end == null || end.isAfter(cycle.period().to()) ? cycle.period().to() : end;
        if (from.isAfter(target) || !from.isBefore(to)) {
            return false;
        }
        var months = Share.of(rule, cycle, Period.of(from, to)).months();
        parts.add(months.times(Fraction.of(1, cycle.frequencyMonths())));
        return true;
    }
}
