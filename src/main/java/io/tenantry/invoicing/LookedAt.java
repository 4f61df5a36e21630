package io.tenantry.invoicing;

import java.util.Set;

/**
 * The cycles of a contract that were billed, or looked at with nothing due: all from the first to the last, but for those
 * that somebody left out or took back.
 *
 * @param first number of the first one; larger than {@code last} if there is none yet
 * @param except numbers of those that are not billed
 */
record LookedAt(int first, int last, Set<Integer> except) {

    static LookedAt none() {
        return new LookedAt(0, -1, Set.of());
    }

    boolean any() {
        return first <= last;
    }

    boolean has(int number) {
        return first <= number && number <= last && !except.contains(number);
    }
}
