package io.tenantry.subscription;

import org.jspecify.annotations.Nullable;

/**
 * Whether a change is cleared to go to its provider at all, before anybody asks whose turn it is.
 *
 * @param reason MAPPING, CREDIT_HOLD or AGREEMENT; null where it is cleared
 * @param words names what holds it and what to do; empty where it is cleared
 */
public record Clearance(@Nullable WaitingFor reason, String words) {

    static final Clearance GIVEN = new Clearance(null, "");

    public boolean given() {
        return reason == null;
    }
}
