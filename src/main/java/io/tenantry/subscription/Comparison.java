package io.tenantry.subscription;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Says what ledger and provider say differently, once everything is written that was taken over. */
@Component
class Comparison {

    private final EntityManager entities;
    private final SeenDifferences differences;

    Comparison(EntityManager entities, SeenDifferences differences) {
        this.entities = entities;
        this.differences = differences;
    }

    List<SeenDifference> of(String provider, List<SeenSubscription> seen, Collection<UUID> wholly) {
        entities.flush();
        return differences.of(provider, seen, wholly);
    }
}
