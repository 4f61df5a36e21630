package io.tenantry.invoicing.proration;

import io.tenantry.invoicing.schedule.Cycle;
import io.tenantry.shared.Fraction;
import io.tenantry.shared.Money;
import io.tenantry.shared.Period;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/**
 * What one change adds to what is owed for one cycle: (after − before) × share, exact. Provisioning best practices §5.
 *
 * <p>An add-on of two seats at 31.00 a month from the 11th of a 31-day month adds 2 × 31.00 × 21/31 = 42.00.
 *
 * @param parts one for a change that was entered in time; more where it was entered behind a change that takes effect
 *     later within the cycle
 */
public record Contribution(LedgerChange change, Cycle cycle, List<Part> parts) {

    /** @param monthly by how much the monthly value moves */
    public record Part(Fraction monthly, Share share) {

        Fraction exact() {
            return monthly.times(share.months());
        }
    }

    /**
     * @param open the days that are owed for; what was owed before and behind them is settled. Up to a day before the
     *     cycle's end it is what the cycle owed up to there, had the contract ended on that day
     */
    static Contribution of(ProrationRule rule, Cycle cycle, Ledger.Movement movement, Period open) {
        var upTo = open.to().equals(cycle.period().to()) ? cycle : cycle.until(open.to());
        var parts = new ArrayList<Part>(1);
        for (var step : movement.steps()) {
            if (step.from().isBefore(open.to())) {
                add(parts, step.monthly(), Share.rest(rule, upTo, step.from(), open.from()));
            }
        }
        return new Contribution(movement.change(), cycle, List.copyOf(parts));
    }

    /** Steps that were all taken before the first open day count together from that day on. */
    private static void add(List<Part> parts, Fraction monthly, Share share) {
        var last = parts.size() - 1;
        if (last >= 0 && parts.get(last).share().equals(share)) {
            parts.set(last, new Part(parts.get(last).monthly().plus(monthly), share));
        } else {
            parts.add(new Part(monthly, share));
        }
    }

    /** The days it is charged for: from its first day in the cycle to the cycle's end, or to the next settled day. */
    public Period servicePeriod() {
        return parts.get(0).share().active();
    }

    /** Whether it belongs to the full-cycle line: all of it has the whole cycle as its share. */
    public boolean coversWholeCycle() {
        return standsFor(cycle.period());
    }

    /** Whether days of the cycle that lie behind it are settled already. */
    public boolean endsEarly() {
        return servicePeriod().to().isBefore(cycle.period().to());
    }

    /** Whether all of it is for the same days. */
    public boolean standsFor(Period days) {
        for (var part : parts) {
            if (!part.share().active().equals(days)) {
                return false;
            }
        }
        return true;
    }

    public Fraction exact() {
        return parts.stream().map(Part::exact).reduce(Fraction.ZERO, Fraction::plus);
    }

    /** Not rounded: that happens once, on the line. */
    public Money amount() {
        return new Money(BigDecimal.ONE, currency()).times(exact());
    }

    public Currency currency() {
        return change.price().amount().currency();
    }
}
