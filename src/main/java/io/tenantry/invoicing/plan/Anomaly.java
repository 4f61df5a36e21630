package io.tenantry.invoicing.plan;

import io.tenantry.shared.Money;
import io.tenantry.shared.Percent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person should look at before a plan is billed. */
public enum Anomaly {
    /** It was never billed before. */
    NEW,
    /** It was billed for the cycle before and nothing is billed now. */
    GONE,
    /** It is billed by more than so many percent more or less than before. */
    CHANGED,
    /** More than one cycle is billed at once. */
    CATCH_UP,
    /** A draft would wait for a person. */
    HELD,
    /** It cannot be billed, or not wholly. */
    SET_ASIDE;

    /**
     * Compares the newest cycle with the one before: 120.00 after 100.00 is 20 % more, so it is pointed out from a
     * threshold below 20 on; anything after 0.00 is.
     *
     * @param before null if the contract was never billed
     */
    public static List<Anomaly> between(@Nullable BilledBefore before, Money now, boolean billed, Percent threshold) {
        var found = new ArrayList<Anomaly>();
        if (before == null) {
            if (billed) {
                found.add(NEW);
            }
            return found;
        }
        if (!billed) {
            if (!before.net().isZero()) {
                found.add(GONE);
            }
            return found;
        }
        var change = now.minus(before.net()).amount().abs();
        var tolerated = before.net().amount().abs().multiply(threshold.asFactor());
        if (change.compareTo(tolerated) > 0 && change.compareTo(BigDecimal.ZERO) > 0) {
            found.add(CHANGED);
        }
        return found;
    }
}
