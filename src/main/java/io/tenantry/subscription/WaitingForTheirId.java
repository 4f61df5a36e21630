package io.tenantry.subscription;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Subscriptions that were ordered here and whose id at the provider is not known yet. A sync that runs between the
 * provider's acceptance and our commit must not adopt them a second time.
 */
class WaitingForTheirId {

    private final List<Subscription> waiting;
    private final Set<UUID> midFlight;
    private final Set<UUID> sent;

    /** @param findSent those of them whose order may have reached the provider */
    WaitingForTheirId(
            List<Subscription> found,
            Function<Collection<UUID>, List<UUID>> findMidFlight,
            Function<Collection<UUID>, List<UUID>> findSent) {
        waiting = new ArrayList<>(found);
        var ids = found.stream().map(Subscription::id).toList();
        midFlight = Set.copyOf(findMidFlight.apply(ids));
        sent = Set.copyOf(findSent.apply(ids));
    }

    /**
     * Whether it may be what an order of ours is about to become; the order's answer will tell. One that was refused, or
     * is held back here, becomes nothing: what the customer buys there meanwhile is a purchase of its own.
     */
    boolean mayBecome(SeenSubscription seen, UUID accountId) {
        return waiting.stream().anyMatch(ours -> sent.contains(ours.id()) && isSame(ours, seen, accountId));
    }

    /** The one that it is, by its order or else by its product; provisioned by hand, so nobody told us the id. */
    Optional<Subscription> take(SeenSubscription seen, UUID accountId) {
        var same = waiting.stream()
                .filter(ours -> !midFlight.contains(ours.id()) && isSame(ours, seen, accountId))
                .findFirst();
        same.ifPresent(waiting::remove);
        return same;
    }

    private static boolean isSame(Subscription ours, SeenSubscription seen, UUID accountId) {
        var orderId = ours.atProvider().providerOrderId();
        return ours.atProvider().providerAccountId().equals(accountId)
                && ours.atProvider().providerPartNumber().equals(seen.partNumber())
                && (orderId == null || orderId.equals(seen.providerOrderId()));
    }
}
