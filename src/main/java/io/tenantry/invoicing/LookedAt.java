package io.tenantry.invoicing;

import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

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

    /** The last one that was billed, up to a number. */
    OptionalInt lastUpTo(int number) {
        for (var one = Math.min(last, number); one >= first; one--) {
            if (has(one)) {
                return OptionalInt.of(one);
            }
        }
        return OptionalInt.empty();
    }

    /** Those before a cycle that nobody looked at yet, or that were taken back: not billed, and not skipped so far. */
    SortedSet<Integer> openBefore(int number) {
        var open = new TreeSet<>(except);
        open.removeAll(skipped);
        for (var after = last + 1; any() && after < number; after++) {
            open.add(after);
        }
        return open.headSet(number);
    }

    /** A cycle taken back is billed again when its day comes; one that was skipped is not. */
    boolean skips(int number) {
        return skipped.contains(number);
    }
}
