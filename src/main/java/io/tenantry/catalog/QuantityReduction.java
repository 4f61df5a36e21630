package io.tenantry.catalog;

import io.tenantry.shared.Refused;
import org.jspecify.annotations.Nullable;

/**
 * A product's QRB and QRW: whether, and for how long after provisioning or renewal, its quantity may be reduced.
 * Provisioning best practices §4.
 *
 * @param behavior null allows, as ALLOWED does
 * @param windowDays only with ALLOWED_WITHIN_WINDOW, and then needed
 */
public record QuantityReduction(@Nullable Behavior behavior, @Nullable Integer windowDays) {

    /** QRB. */
    public enum Behavior {
        ALLOWED,
        DISALLOWED,
        ALLOWED_WITHIN_WINDOW
    }

    private static final int LONGEST_WINDOW = 366;

    public QuantityReduction {
        if (behavior == Behavior.ALLOWED_WITHIN_WINDOW && windowDays == null) {
            throw new Refused(
                    "invalid-quantity-reduction",
                    "Behavior ALLOWED_WITHIN_WINDOW needs a quantity reduction window in days, such as 7");
        }
        if (windowDays != null && (windowDays < 0 || windowDays > LONGEST_WINDOW)) {
            throw new Refused(
                    "invalid-quantity-reduction",
                    "A quantity reduction window of " + windowDays + " days is not between 0 and " + LONGEST_WINDOW);
        }
    }

    @Override
    public String toString() {
        return (behavior == null ? "unset" : behavior.name()) + (windowDays == null ? "" : " " + windowDays + " days");
    }
}
