package io.tenantry.pricing;

import io.tenantry.shared.Money;
import io.tenantry.shared.Percent;
import io.tenantry.shared.Refused;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * What is added to a cost so that a margin of the selling price is left. The margin is what is agreed and kept; the
 * markup follows from it. Provisioning best practices §6.
 *
 * <p>A margin of 15 % is a markup of 17.647059 %: 100.00 of cost sell for 117.65, of which 17.65 are 15 %.
 *
 * @param margin from 0 to below 100 %
 */
public record Markup(Percent margin) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final MathContext EXACT_ENOUGH = MathContext.DECIMAL128;
    private static final int DECIMALS = 6;

    public Markup {
        if (margin.value().signum() < 0 || margin.value().compareTo(HUNDRED) >= 0) {
            throw invalid("A margin of " + margin + " leaves no price; use one from 0 % to below 100 %");
        }
    }

    /**
     * @param percent such as 15; empty is refused, because it would sell at cost unseen
     * @throws Refused if there is no margin, or none that leaves a price
     */
    public static Markup ofMargin(@Nullable BigDecimal percent) {
        if (percent == null) {
            throw invalid("The margin is empty; set one, or 0 to sell at cost");
        }
        return new Markup(new Percent(percent));
    }

    /** Margin ÷ (100 − margin), with six decimals: 15 % is 17.647059 %. */
    public Percent percent() {
        var exact = exact().movePointRight(2);
        var digits = exact.precision() - exact.scale() + DECIMALS;
        return new Percent(exact.round(new MathContext(Math.max(digits, 1))).setScale(DECIMALS));
    }

    /** The selling price; not rounded. */
    public Money on(Money cost) {
        return cost.times(BigDecimal.ONE.add(exact()));
    }

    private BigDecimal exact() {
        return margin.value().divide(HUNDRED.subtract(margin.value()), EXACT_ENOUGH);
    }

    private static Refused invalid(String message) {
        return new Refused("invalid-margin", message);
    }
}
