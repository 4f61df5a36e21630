package io.tenantry.subscription;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a look at the provider changed in the ledger.
 *
 * @param leftAlone by tenant, how many differ but are in our own hands right now, so that the next look decides
 */
public record AdoptionOutcome(List<SyncedChange> changes, Map<UUID, Integer> leftAlone) {

    public AdoptionOutcome {
        changes = List.copyOf(changes);
        leftAlone = Map.copyOf(leftAlone);
    }
}
