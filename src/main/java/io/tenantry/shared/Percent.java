package io.tenantry.shared;

import java.math.BigDecimal;

/** A share of a hundred: {@code Percent.of("19")} is 19 %. */
public record Percent(BigDecimal value) {

    public static final Percent ZERO = new Percent(BigDecimal.ZERO);

    public static Percent of(String value) {
        return new Percent(new BigDecimal(value));
    }

    /** 19 % is the factor 0.19. */
    public BigDecimal asFactor() {
        return value.movePointLeft(2);
    }

    @Override
    public String toString() {
        return value.stripTrailingZeros().toPlainString() + " %";
    }
}
