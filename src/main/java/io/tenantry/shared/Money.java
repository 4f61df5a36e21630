package io.tenantry.shared;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An amount in one currency. It is exact until {@link #rounded()} is called, which happens once, at the invoice line.
 *
 * <p>Ten seats at 12.00 over 2 17/31 months are 305.806…; rounded they are 305.81 in EUR and 306 in JPY.
 */
@JsonAutoDetect(isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {

    private static final MathContext EXACT_ENOUGH = MathContext.DECIMAL128;

    /** @throws UnknownCurrency if {@code currency} is not an ISO 4217 code */
    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), Currencies.of(currency));
    }

    /** @throws UnknownCurrency if {@code currency} is not an ISO 4217 code */
    public static Money of(BigDecimal amount, String currency) {
        return new Money(amount, Currencies.of(currency));
    }

    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    public Money plus(Money other) {
        return new Money(amount.add(inMyCurrency(other)), currency);
    }

    public Money minus(Money other) {
        return new Money(amount.subtract(inMyCurrency(other)), currency);
    }

    public Money times(long factor) {
        return times(BigDecimal.valueOf(factor));
    }

    public Money times(BigDecimal factor) {
        return new Money(amount.multiply(factor), currency);
    }

    public Money times(Fraction share) {
        return new Money(
                amount.multiply(new BigDecimal(share.numerator()))
                        .divide(new BigDecimal(share.denominator()), EXACT_ENOUGH),
                currency);
    }

    public Money times(Percent percent) {
        return times(percent.asFactor());
    }

    public Money dividedBy(long divisor) {
        return new Money(amount.divide(BigDecimal.valueOf(divisor), EXACT_ENOUGH), currency);
    }

    public Money negated() {
        return new Money(amount.negate(), currency);
    }

    /**
     * Rounds half up to the currency's ISO 4217 decimals: 305.806 EUR is 305.81, 305.806 JPY is 306, 1.2345 KWD is
     * 1.235. A credit mirrors its charge: −305.805 is −305.81.
     */
    public Money rounded() {
        return new Money(amount.setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP), currency);
    }

    /** Without zeros at its end, but for the currency's decimals: 12.500000 EUR is 12.50 EUR, 0.012300 EUR is 0.0123 EUR. */
    public Money plain() {
        var decimals = currency.getDefaultFractionDigits();
        var stripped = amount.stripTrailingZeros();
        return new Money(stripped.scale() < decimals ? stripped.setScale(decimals) : stripped, currency);
    }

    /** The amount in the currency's smallest unit, as payment gateways want it: 305.81 EUR is 30581, 306 JPY is 306. */
    public long minorUnits() {
        return rounded()
                .amount
                .movePointRight(currency.getDefaultFractionDigits())
                .longValueExact();
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    public boolean isPositive() {
        return amount.signum() > 0;
    }

    public boolean isNegative() {
        return amount.signum() < 0;
    }

    @Override
    public int compareTo(Money other) {
        return amount.compareTo(inMyCurrency(other));
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency.getCurrencyCode();
    }

    private BigDecimal inMyCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Cannot combine " + this + " with " + other + "; convert one first");
        }
        return other.amount;
    }
}
