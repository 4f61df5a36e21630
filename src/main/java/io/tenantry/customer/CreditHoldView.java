package io.tenantry.customer;

import java.time.Instant;
import java.util.List;

/**
 * Whether a customer's credit is held, and who said so.
 *
 * @param enforced whether credit hold is switched on for the whole house; if not, the customer's own blocks nothing
 * @param history the latest first
 */
public record CreditHoldView(String customerNumber, boolean held, boolean enforced, List<Entry> history) {

    public boolean blocks() {
        return held && enforced;
    }

    /** One hold or release. */
    public record Entry(boolean held, String actor, String reason, Instant at) {}
}
