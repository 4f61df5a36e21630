package io.tenantry.subscription;

import org.jspecify.annotations.Nullable;

/**
 * Whether a change may go to the provider now.
 *
 * @param blockedBy number of the earlier change, or of the parent's change, that must be settled first
 * @param message names the blocker and what to do; empty when it may go
 * @param reason what it waits for where it may not go
 */
public record Turn(@Nullable String blockedBy, String message, WaitingFor reason) {

    /** After an earlier change of the same subscription. */
    public Turn(@Nullable String blockedBy, String message) {
        this(blockedBy, message, WaitingFor.EARLIER_CHANGE);
    }

    public boolean mayGo() {
        return blockedBy == null;
    }

    Wait asWait() {
        return new Wait(reason, message, blockedBy);
    }
}
