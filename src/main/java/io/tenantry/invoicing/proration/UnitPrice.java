package io.tenantry.invoicing.proration;

import io.tenantry.shared.Fraction;
import io.tenantry.shared.Money;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The price of one sales unit and the months that the unit covers by Unit Mapping. The monthly price stays a fraction,
 * so that a year at 100.00 costs 100.00 again after twelve months, for ten thousand seats too.
 *
 * @param months such as 12 for ANNUAL
 */
public record UnitPrice(Money amount, int months) {

    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal MOST_MONTHS = BigDecimal.valueOf(1_000);

    /** Monthly prices are kept with six decimals. */
    private static final BigDecimal HALF_OF_LAST_DECIMAL = new BigDecimal("0.0000005");

    public UnitPrice {
        if (months < 1) {
            throw new IllegalArgumentException("A sales unit covers at least one month, not " + months);
        }
    }

    /**
     * Of a change that keeps both prices. Its months are those that the monthly price was computed with, whatever Unit
     * Mapping says by now: 100.00 and 8.333333 a month are 12 months. Prices that do not belong together stay apart, and
     * the monthly one counts.
     */
    public static UnitPrice of(Money unitPrice, Money monthly) {
        if (monthly.isPositive()) {
            var months = nearestWhole(unitPrice.amount(), monthly.amount());
            var rest = unitPrice.amount().subtract(monthly.amount().multiply(BigDecimal.valueOf(months)));
            var tolerated = HALF_OF_LAST_DECIMAL.multiply(BigDecimal.valueOf(months));
            if (months >= 1 && rest.abs().compareTo(tolerated) <= 0) {
                return new UnitPrice(unitPrice, months);
            }
        }
        return new UnitPrice(monthly, 1);
    }

    private static int nearestWhole(BigDecimal unitPrice, BigDecimal monthly) {
        var ratio = unitPrice.divide(monthly, MathContext.DECIMAL64).add(HALF);
        return ratio.compareTo(MOST_MONTHS) > 0 ? 0 : ratio.intValue();
    }

    /** For display; {@link #monthly()} is what is computed with. */
    public Money perMonth() {
        return amount.dividedBy(months);
    }

    public Fraction monthly() {
        return Fraction.of(amount.amount()).times(Fraction.of(1, months));
    }
}
