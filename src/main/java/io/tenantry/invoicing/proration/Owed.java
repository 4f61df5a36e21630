package io.tenantry.invoicing.proration;

import io.tenantry.invoicing.schedule.Cycle;
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
     * @param past cycles that are settled with all their changes, oldest first
     * @param ahead the cycle that is billed in advance, with the changes effective by its first day; null in arrears
     */
    public record Horizon(ProrationRule rule, List<Cycle> past, @Nullable Cycle ahead) {}

    private final Ledger ledger;
    private final ProrationRule rule;
    private final Allocated allocated;
    private final List<Contribution> contributions = new ArrayList<>();

    private Owed(Ledger ledger, ProrationRule rule, Allocated allocated) {
        this.ledger = ledger;
        this.rule = rule;
        this.allocated = allocated;
    }

    /** Oldest cycle first, and within a cycle in the order of entry. */
    public static List<Contribution> of(Ledger ledger, Horizon horizon, Allocated allocated) {
        var owed = new Owed(ledger, horizon.rule(), allocated);
        for (var cycle : horizon.past()) {
            owed.propose(cycle, cycle.period().lastDay());
        }
        var ahead = horizon.ahead();
        if (ahead != null) {
            owed.propose(ahead, ahead.period().from());
        }
        return List.copyOf(owed.contributions);
    }

    private void propose(Cycle cycle, LocalDate effectiveBy) {
        for (var change : ledger.changes()) {
            var steps = ledger.steps(change);
            if (steps.isEmpty() || steps.get(0).from().isAfter(effectiveBy)) {
                continue;
            }
            var openFrom = allocated.openFrom(change, cycle.period());
            if (openFrom.isBefore(cycle.period().to())) {
                contributions.add(Contribution.of(rule, cycle, change, steps, openFrom));
            }
        }
    }
}
