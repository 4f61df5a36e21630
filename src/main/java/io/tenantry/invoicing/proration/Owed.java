package io.tenantry.invoicing.proration;

import io.tenantry.invoicing.schedule.Cycle;
import io.tenantry.shared.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Propose and subtract: what all changes of a subscription add to the cycles up to a horizon, minus what is billed or
 * waived already. A repeat therefore proposes nothing, a change that was entered late is found for each cycle it
 * touches, and a voided invoice makes exactly its part owed again.
 */
public final class Owed {

    /**
     * How far is looked.
     *
     * @param past cycles that are settled with all their changes, oldest first; those that are settled wholly already may
     *     be left out, see {@link Owed#openFrom}
     * @param ahead the cycle that is billed in advance, with the changes effective by its first day; null in arrears
     * @param effectiveBy the last day whose changes count
     */
    public record Horizon(ProrationRule rule, List<Cycle> past, @Nullable Cycle ahead, LocalDate effectiveBy) {

        public Horizon(ProrationRule rule, List<Cycle> past, @Nullable Cycle ahead) {
            this(rule, past, ahead, LocalDate.MAX);
        }
    }

    private final Ledger ledger;
    private final ProrationRule rule;
    private final Settled settled;
    private final List<Contribution> contributions = new ArrayList<>();

    private Owed(Ledger ledger, ProrationRule rule, Settled settled) {
        this.ledger = ledger;
        this.rule = rule;
        this.settled = settled;
    }

    /** Oldest cycle first, and within a cycle in the order of entry. */
    public static List<Contribution> of(Ledger ledger, Horizon horizon, Settled settled) {
        var owed = new Owed(ledger, horizon.rule(), settled);
        for (var cycle : horizon.past()) {
            owed.propose(cycle, earlier(cycle.period().lastDay(), horizon.effectiveBy()));
        }
        var ahead = horizon.ahead();
        if (ahead != null) {
            owed.propose(ahead, ahead.period().from());
        }
        return List.copyOf(owed.contributions);
    }

    /** The first day that anything of a ledger may still be owed for; {@link LocalDate#MAX} if nothing was changed. */
    public static LocalDate openFrom(Ledger ledger, Settled settled) {
        var first = LocalDate.MAX;
        for (var movement : ledger.movements()) {
            first = earlier(first, later(settled.openFrom(movement.change()), movement.from()));
        }
        return first;
    }

    private void propose(Cycle cycle, LocalDate effectiveBy) {
        for (var movement : ledger.movements()) {
            if (!movement.from().isAfter(effectiveBy)) {
                propose(cycle, movement);
            }
        }
    }

    /**
     * Usually all that is open of a cycle is one stretch up to its end. Where the contract's former end cut it in two and
     * only the first part was taken back, it is that part; where parts on both sides were, each is a stretch of its own.
     */
    private void propose(Cycle cycle, Ledger.Movement movement) {
        var change = movement.change();
        var end = cycle.period().to();
        var from =
                settled.openFrom(change, later(movement.from(), cycle.period().from()), end);
        while (from.isBefore(end)) {
            var until = settled.openUntil(change, from, end);
            contributions.add(Contribution.of(rule, cycle, movement, Period.of(from, until)));
            from = settled.openFrom(change, until, end);
        }
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
