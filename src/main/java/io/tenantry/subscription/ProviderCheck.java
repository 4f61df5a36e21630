package io.tenantry.subscription;

import io.tenantry.provider.ProviderKind;

/**
 * Whether a change may go to its provider now, and of what kind that is.
 *
 * @param words what holds it or why it never can, and what to do; empty where it is cleared
 */
public record ProviderCheck(Verdict verdict, String words, ProviderKind kind) {

    public enum Verdict {
        /** Nothing is in its way. */
        CLEARED,
        /** Something is missing that somebody can bring about. */
        WAITS,
        /** The provider cannot do it at all. */
        REFUSED
    }

    public boolean hasNothingToDo() {
        return kind == ProviderKind.DO_NOTHING;
    }
}
