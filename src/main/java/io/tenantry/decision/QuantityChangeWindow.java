package io.tenantry.decision;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code dmn/quantity-change-window.dmn}: may the quantity be reduced on a date? (QRB and QRW.) The window is inclusive:
 * with a window of 7 days and the Create change provisioned on 3 March, a reduction on 10 March is allowed and on 11
 * March refused.
 */
@Component
public class QuantityChangeWindow {

    public enum Outcome {
        ALLOW,
        REFUSE
    }

    /**
     * @param quantityDelta signed; an increase is never restricted
     * @param behavior ALLOWED, DISALLOWED, ALLOWED_WITHIN_WINDOW, or null, which allows
     * @param windowDays length of the window
     * @param daysSinceProvisioned days from the provisioning of the Create change to the date; null while it was never
     *     provisioned
     * @param daysSinceRenewal days from the last renewal date to the date; null before the first renewal
     */
    public record Question(
            int quantityDelta,
            @Nullable String behavior,
            @Nullable Integer windowDays,
            @Nullable Long daysSinceProvisioned,
            @Nullable Long daysSinceRenewal) {}

    public record Verdict(Outcome outcome, String reason) {}

    public Verdict check(Question question) {
        throw new UnsupportedOperationException();
    }
}
