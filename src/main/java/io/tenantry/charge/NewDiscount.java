package io.tenantry.charge;

import io.tenantry.shared.FieldRefused;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A discount about to be entered; the words are {@link DiscountView}'s.
 *
 * @param percent above 0, 100 at the most
 * @param to the first day on which no cycle is discounted any more; null while that is open
 */
public record NewDiscount(
        String name,
        BigDecimal percent,
        @Nullable String provider,
        @Nullable String productPartNumber,
        @Nullable String subscriptionNumber,
        LocalDate from,
        @Nullable LocalDate to) {

    static final LocalDate OPEN_END = LocalDate.of(9999, 12, 31);
    private static final int LONGEST_NAME = 200;

    public NewDiscount {
        name = name.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw invalid("name", "A discount needs a name that prints, of at most " + LONGEST_NAME + " characters");
        }
        Percentages.check("percent", percent);
        if (percent.signum() == 0) {
            throw invalid("percent", "A discount of 0 % spares nothing; give more than 0");
        }
        if (productPartNumber != null && subscriptionNumber != null) {
            throw invalid(
                    "subscriptionNumber",
                    "A discount is limited to a product or to a subscription, not to both; leave one out");
        }
        if (to != null && !to.isAfter(from)) {
            throw invalid("to", "The end " + to + " is not after the start " + from);
        }
    }

    private static FieldRefused invalid(String field, String message) {
        return new FieldRefused("invalid-discount", field, message);
    }
}
