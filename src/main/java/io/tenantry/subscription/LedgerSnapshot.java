package io.tenantry.subscription;

import io.tenantry.shared.Refused;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * How the subscriptions of some tenants stood before the provider was asked. What somebody changed here while the
 * provider was answering is compared with an old answer otherwise, and our own order would be taken for an edit there.
 *
 * @param versions by subscription
 * @param midFlight those with a change that the provider has yet to confirm
 */
public record LedgerSnapshot(Map<UUID, Long> versions, Set<UUID> midFlight) {

    public LedgerSnapshot {
        versions = Map.copyOf(versions);
        midFlight = Set.copyOf(midFlight);
    }

    /** @throws Refused if it was changed here since, so that an answer says nothing of it as it is */
    void requireUnchanged(Subscription subscription) {
        if (!Long.valueOf(subscription.version()).equals(versions.get(subscription.id()))) {
            throw new Refused(
                    "changed-meanwhile", subscription + " was changed while the provider was asked; decide again");
        }
    }

    /** Whether the answer is about the subscription as it is now. */
    boolean stillHolds(Subscription subscription) {
        return Long.valueOf(subscription.version()).equals(versions.get(subscription.id()))
                && !midFlight.contains(subscription.id());
    }
}
