package io.tenantry.scenario;

import java.util.HashMap;
import java.util.Map;

/** People who order by hand at the provider without an API, and who remember what it has by now. */
final class ChaosHands {

    private static final int IMPOSSIBLE_OF = 8;

    private final MortalNode node;
    private final Map<String, Integer> held = new HashMap<>();

    ChaosHands(MortalNode node) {
        this.node = node;
    }

    /** @param mayBeImpossible whether one in eight is impossible at the first try, always the same ones */
    void work(boolean mayBeImpossible) {
        for (var order : node.as("operator").list("/api/v1/manual-orders")) {
            var change = order.path("changeNumber").asText();
            var known = order.path("providerSubscriptionId").asText("");
            var id = known.isEmpty() || known.equals("null") ? "hand-" + change : known;
            var done = !mayBeImpossible || Math.floorMod(change.hashCode(), IMPOSSIBLE_OF) > 0;
            var said = node.as("operator")
                    .tryPost(
                            "/api/v1/license-changes/" + change + "/confirmations",
                            Map.of(
                                    "done",
                                    done,
                                    "reason",
                                    done ? "Done by hand" : "The registrar is closed",
                                    "providerSubscriptionId",
                                    id));
            if (done && said.getStatusCode().is2xxSuccessful()) {
                held.put(id, order.path("targetQuantity").asInt());
            }
        }
    }

    /** Seats by the provider's id; one that was given back altogether has none. */
    Map<String, Integer> held() {
        return Map.copyOf(held);
    }
}
