package io.tenantry.shared;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact share, such as 2 17/31 months. Kept as a fraction so that the parts of a whole add up to exactly the whole.
 *
 * @param denominator greater than zero
 */
public record Fraction(BigInteger numerator, BigInteger denominator) implements Comparable<Fraction> {

    public static final Fraction ZERO = of(0, 1);

    public Fraction {
        if (denominator.signum() <= 0) {
            throw new IllegalArgumentException("A share needs a positive denominator, not " + denominator);
        }
        var common = numerator.gcd(denominator);
        if (common.signum() != 0 && !common.equals(BigInteger.ONE)) {
            numerator = numerator.divide(common);
            denominator = denominator.divide(common);
        }
    }

    public static Fraction of(long numerator, long denominator) {
        return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    public static Fraction whole(long number) {
        return of(number, 1);
    }

    /** The decimal number as it is: 12.50 is 25/2. */
    public static Fraction of(BigDecimal number) {
        var scale = Math.max(0, number.scale());
        return new Fraction(number.setScale(scale).unscaledValue(), BigInteger.TEN.pow(scale));
    }

    public Fraction times(Fraction other) {
        return new Fraction(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    public Fraction negated() {
        return new Fraction(numerator.negate(), denominator);
    }

    public Fraction plus(Fraction other) {
        return new Fraction(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    /** The greatest whole number that is not above it: 2 of 79/31, −3 of −79/31. */
    public Fraction floor() {
        var parts = numerator.divideAndRemainder(denominator);
        return new Fraction(parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0], BigInteger.ONE);
    }

    public boolean isZero() {
        return numerator.signum() == 0;
    }

    @Override
    public int compareTo(Fraction other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    /** {@code 79/31}, or {@code 3} for a whole number. */
    @Override
    public String toString() {
        return denominator.equals(BigInteger.ONE) ? numerator.toString() : numerator + "/" + denominator;
    }
}
