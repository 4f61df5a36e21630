package io.tenantry.sync;

import io.tenantry.subscription.SeenDifference.Kind;
import java.util.EnumSet;
import java.util.Set;

/** How a difference between ledger and provider is put right, in one action. */
public enum Repair {
    /** The provider is right: what it says is written to the ledger, as a change of source PROVIDER. */
    ADOPT_THEIRS(EnumSet.allOf(Kind.class)),
    /** We are right: the provider is told ours again, in a change that it has to confirm. */
    SEND_OURS(EnumSet.of(Kind.QUANTITY, Kind.STATUS, Kind.AUTO_RENEW, Kind.NEXT_TERM, Kind.PRODUCT, Kind.TERM)),
    /** Both are right about what is there now, but our books are not: the difference is written without telling anybody. */
    CORRECT_LEDGER(EnumSet.of(Kind.QUANTITY, Kind.STATUS, Kind.PRODUCT, Kind.TERM, Kind.MISSING_THERE)),
    /** It may stay so, for a reason; it is shown again only if either side changes. */
    IGNORE(EnumSet.allOf(Kind.class));

    private final Set<Kind> fitting;

    Repair(Set<Kind> fitting) {
        this.fitting = fitting;
    }

    /** Whether it makes sense; whether it is possible right now is told by who tries. */
    public boolean fits(Kind kind) {
        return fitting.contains(kind);
    }

    /** Why it makes no sense, and what does. */
    String unfitWords(Kind kind) {
        return switch (kind) {
            case MISSING_HERE -> "we know nothing of it that could be told or corrected; adopt it, or ignore it";
            case MISSING_THERE ->
                "it is not there any more, so there is nobody to tell; adopt that, correct the ledger from the day on which"
                        + " it ended, or ignore it and order anew";
            default ->
                "it is owed on no day, so there is nothing to correct from one on; adopt what the provider says, or send"
                        + " ours again";
        };
    }
}
