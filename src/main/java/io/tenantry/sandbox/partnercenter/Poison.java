package io.tenantry.sandbox.partnercenter;

import io.tenantry.sandbox.world.Documents;
import io.tenantry.sandbox.world.Json;
import io.tenantry.sandbox.world.World;

/**
 * Customers on whom the provider fails, for demonstrations: what is ordered or changed for a tenant whose domain starts with
 * {@code fail-once.} fails once each time, for {@code fail-always.} always, and for {@code reject.} is refused.
 */
final class Poison {

    private final Documents struck;
    private final Documents healed;

    Poison(World world) {
        this.struck = world.documents("poison-struck");
        this.healed = world.documents("poison-healed");
    }

    void strike(String customerId, String domain, String operation) {
        if (healed.has(customerId)) {
            return;
        }
        if (domain.startsWith("reject.")) {
            throw Refusal.badRequest(800069, "The risk check of this customer failed (poison domain " + domain + ").");
        }
        if (domain.startsWith("fail-always.") || (domain.startsWith("fail-once.") && isFirst(customerId, operation))) {
            throw Refusal.of(500, 500, "Internal server error (poison domain " + domain + ").");
        }
    }

    private boolean isFirst(String customerId, String operation) {
        var key = customerId + "/" + operation;
        if (struck.has(key)) {
            return false;
        }
        struck.put(key, Json.object());
        return true;
    }

    void heal(String customerId) {
        healed.put(customerId, Json.object());
    }
}
