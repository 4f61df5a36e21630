package io.tenantry.subscription;

import org.jspecify.annotations.Nullable;

/**
 * What holds up a change.
 *
 * @param words names what is in the way and what to do, for a person
 * @param on number of what is in the way, such as {@code LCL-000017}; null where it is no thing with a number
 */
public record Wait(WaitingFor reason, String words, @Nullable String on) {

    public static Wait of(WaitingFor reason, String words) {
        return new Wait(reason, words, null);
    }
}
