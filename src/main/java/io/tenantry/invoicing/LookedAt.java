package io.tenantry.invoicing;

import java.util.Set;

/**
 * The cycles of a contract that were billed, or looked at with nothing due: all from the first to the last, but for those
 * that somebody left out or took back.
 *
 * @param first number of the first one; larger than {@code last} if there is none yet
 * @param except numbers of those that are not billed
 * @param skipped those of them that somebody left out for good
 */
record LookedAt(int first, int last, Set<Integer> except, Set<Integer> skipped) {

    static LookedAt none() {
        return new LookedAt(0, -1, Set.of(), Set.of());
    }

    boolean any() {
        return first <= last;
    }

    boolean has(int number) {
        return first <= number && number <= last && !except.contains(number);
    }

    /** A cycle taken back is billed again when its day comes; one that was skipped is not. */
    boolean skips(int number) {
        return skipped.contains(number);
    }
}
