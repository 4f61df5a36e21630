package io.tenantry.subscription;

import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What one unit costs: per sales unit, and per month (Monthly Unit Selling Price, MUSP = price ÷ months of the unit).
 *
 * <p>144.00 EUR a year is 12.00 EUR a month. 100.00 EUR a year is 8.333333333333 EUR a month: twelve decimals, so that
 * twelve months of 10,000 seats still are 1,000,000.00 EUR.
 *
 * @param unitMonths of the sales unit when the price was made, whatever Unit Mapping says later
 * @param priceListItemId the version of the price list item that it came from; null for an agreement
 */
@Embeddable
record Price(
        @Nullable String salesUnit,
        @JdbcTypeCode(SqlTypes.CHAR) @Nullable String currency,
        @Nullable BigDecimal unitPrice,
        @Nullable BigDecimal monthlyUnitPrice,
        @Nullable Integer unitMonths,
        @Nullable UUID priceListItemId) {

    private static final int UNIT_DECIMALS = 6;
    private static final int MONTHLY_DECIMALS = 12;
    private static final int INTEGER_DIGITS = 12;

    /** @param months of the sales unit, by Unit Mapping */
    static Price of(Money unitPrice, String salesUnit, int months) {
        var amount = unitPrice.amount();
        if (amount.signum() < 0) {
            throw new Refused("invalid-price", "Price " + unitPrice + " is negative; give 0 or more");
        }
        if (amount.stripTrailingZeros().scale() > UNIT_DECIMALS
                || amount.precision() - amount.scale() > INTEGER_DIGITS) {
            throw new Refused(
                    "invalid-price",
                    "Price " + unitPrice + " is too fine or too large; give at most " + INTEGER_DIGITS
                            + " digits before and " + UNIT_DECIMALS + " after the decimal point");
        }
        return new Price(
                salesUnit,
                unitPrice.currency().getCurrencyCode(),
                amount,
                toMonthlyDecimals(unitPrice.dividedBy(months).amount()),
                months,
                null);
    }

    /** The same price, as the price list has it. */
    Price ofItem(UUID item) {
        return new Price(salesUnit, currency, unitPrice, monthlyUnitPrice, unitMonths, item);
    }

    static Price unknown(@Nullable String salesUnit) {
        return new Price(salesUnit, null, null, null, null, null);
    }

    boolean isKnown() {
        return unitPrice != null;
    }

    @Nullable
    Money perUnit() {
        return money(unitPrice);
    }

    @Nullable
    Money perMonth() {
        return money(monthlyUnitPrice);
    }

    /** Whether both bill the same; 12.0 and 12.00 do. */
    boolean sameAs(Price other) {
        return Objects.equals(salesUnit, other.salesUnit)
                && Objects.equals(currency, other.currency)
                && sameAmount(unitPrice, other.unitPrice);
    }

    private @Nullable Money money(@Nullable BigDecimal amount) {
        return amount == null || currency == null ? null : Money.of(amount, currency);
    }

    private static boolean sameAmount(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null || other == null ? one == other : one.compareTo(other) == 0;
    }

    private static BigDecimal toMonthlyDecimals(BigDecimal exact) {
        if (exact.scale() <= MONTHLY_DECIMALS) {
            return exact;
        }
        return exact.round(new MathContext(exact.precision() - exact.scale() + MONTHLY_DECIMALS));
    }
}
