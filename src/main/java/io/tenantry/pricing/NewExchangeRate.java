package io.tenantry.pricing;

import io.tenantry.shared.Currencies;
import io.tenantry.shared.FieldRefused;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * An exchange rate about to be entered: one USD costs 0.9215 EUR from 2026-03-01 on, says the ECB.
 *
 * @param rate above zero; at most ten digits before and ten after the decimal point
 */
public record NewExchangeRate(String from, String to, LocalDate validFrom, BigDecimal rate, String source) {

    static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    static final LocalDate LATEST = LocalDate.of(2100, 1, 1);
    private static final int MOST_DECIMALS = 10;
    private static final int MOST_DIGITS = 10;
    private static final int LONGEST_SOURCE = 200;

    public NewExchangeRate {
        Currencies.of(from);
        Currencies.of(to);
        if (from.equals(to)) {
            throw invalid("to", "An exchange rate from " + from + " to itself is always 1; name two currencies");
        }
        if (validFrom.isBefore(EARLIEST) || !validFrom.isBefore(LATEST)) {
            throw invalid("validFrom", "The day " + validFrom + " is not between " + EARLIEST + " and " + LATEST);
        }
        checkRate(rate);
        source = source.strip();
        if (source.isEmpty() || source.length() > LONGEST_SOURCE) {
            throw invalid(
                    "source",
                    "Say where the rate comes from, such as ECB, in " + LONGEST_SOURCE + " characters at most");
        }
    }

    private static void checkRate(BigDecimal rate) {
        if (rate.signum() <= 0) {
            throw invalid("rate", "Rate " + rate.toPlainString() + " is not above zero");
        }
        var shortest = rate.stripTrailingZeros();
        if (shortest.scale() > MOST_DECIMALS || shortest.precision() - shortest.scale() > MOST_DIGITS) {
            throw invalid(
                    "rate",
                    "A rate has at most " + MOST_DIGITS + " digits before and " + MOST_DECIMALS
                            + " after the decimal point");
        }
    }

    private static FieldRefused invalid(String field, String message) {
        return new FieldRefused("invalid-exchange-rate", field, message);
    }
}
