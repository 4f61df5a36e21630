package io.tenantry.invoicing.proration;

import io.tenantry.shared.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The days that are billed or waived already, by license change. */
public final class Allocated {

    private final Map<UUID, List<Period>> byChange;

    private Allocated(Map<UUID, List<Period>> byChange) {
        this.byChange = byChange;
    }

    public static Allocated of(Map<UUID, List<Period>> byChange) {
        return new Allocated(Map.copyOf(byChange));
    }

    public static Allocated nothing() {
        return new Allocated(Map.of());
    }

    public Allocated plus(List<Contribution> contributions) {
        var all = new HashMap<>(byChange);
        for (var contribution : contributions) {
            var periods = new ArrayList<>(all.getOrDefault(contribution.change().id(), List.of()));
            periods.add(contribution.servicePeriod());
            all.put(contribution.change().id(), List.copyOf(periods));
        }
        return new Allocated(all);
    }

    /** Whether anything of a change is settled on a day. */
    public boolean covers(LedgerChange change, LocalDate day) {
        return byChange.getOrDefault(change.id(), List.of()).stream().anyMatch(period -> period.contains(day));
    }

    /** The first day of a cycle that a change is not settled for; the cycle's end if it is settled wholly. */
    LocalDate openFrom(LedgerChange change, Period cycle) {
        return byChange.getOrDefault(change.id(), List.of()).stream()
                .flatMap(period -> period.intersection(cycle).stream())
                .map(Period::to)
                .max(LocalDate::compareTo)
                .orElse(cycle.from());
    }
}
