package io.tenantry.pricing;

import io.tenantry.shared.Refused;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a price may look like: not negative, at most six decimals and thirteen digits before them. */
final class Price {

    private static final Pattern PLAIN = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?");
    private static final int MOST_DECIMALS = 6;
    private static final int MOST_DIGITS = 13;

    private Price() {}

    /** {@code 57.60}; a decimal point, no thousands separators, no currency sign. */
    static BigDecimal parse(String text) {
        if (!PLAIN.matcher(text).matches()) {
            throw new Refused("invalid-price", "'" + text + "' is no number; write it like 1234.56");
        }
        var amount = new BigDecimal(text);
        var fault = fault(amount);
        if (fault != null) {
            throw new Refused("invalid-price", fault);
        }
        return amount;
    }

    /** What is wrong with an amount as a price, and what to give instead; null if nothing is. */
    static @Nullable String fault(BigDecimal amount) {
        if (amount.signum() < 0) {
            return amount.toPlainString() + " is negative; a price is zero or more";
        }
        var shortest = amount.stripTrailingZeros();
        if (shortest.scale() > MOST_DECIMALS) {
            return amount.toPlainString() + " has more than " + MOST_DECIMALS + " decimals; round it";
        }
        if (shortest.precision() - shortest.scale() > MOST_DIGITS) {
            return amount.toPlainString() + " is too large for a price; give at most " + MOST_DIGITS
                    + " digits before the decimal point";
        }
        return null;
    }
}
