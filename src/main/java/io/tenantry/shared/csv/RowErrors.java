package io.tenantry.shared.csv;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The errors of one file: the first hundred are kept, the rest are counted. */
public final class RowErrors {

    static final int KEPT = 100;

    private final List<RowError> kept = new ArrayList<>();
    private long count;

    public void add(long line, @Nullable String column, String message) {
        count++;
        if (kept.size() < KEPT) {
            kept.add(new RowError(line, column, message));
        }
    }

    /** Counts errors that nobody needs to list any more. */
    public void addUnlisted(long more) {
        count += more;
    }

    public boolean any() {
        return count > 0;
    }

    /** How many there are, kept or not. */
    public long count() {
        return count;
    }

    /** The kept ones, by line. */
    public List<RowError> list() {
        return kept.stream().sorted(Comparator.comparingLong(RowError::line)).toList();
    }

    /** @throws FileRefused if there is any error; the whole file is refused then */
    public void refuseIfAny(String file) {
        if (any()) {
            throw new FileRefused(file, this);
        }
    }
}
