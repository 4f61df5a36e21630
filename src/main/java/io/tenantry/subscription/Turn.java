package io.tenantry.subscription;

import org.jspecify.annotations.Nullable;

/**
 * Whether a change may go to the provider now.
 *
 * @param blockedBy number of the earlier change, or of the parent's Create change, that must be settled first
 * @param message names the blocker and what to do; empty when it may go
 */
public record Turn(@Nullable String blockedBy, String message) {

    public boolean mayGo() {
        return blockedBy == null;
    }
}
