package io.tenantry.connector.payment;

import io.tenantry.postinvoice.ChargeDeclined;
import io.tenantry.shared.Money;
import java.math.BigDecimal;
import java.util.Set;

/**
 * An amount as Stripe counts it. Mostly that is the currency's smallest unit: 305.81 EUR is 30581, 306 JPY is 306.
 * Stripe counts some currencies otherwise than ISO 4217: 500 ISK is 50000, 500 MGA is 500, and 1.230 KWD is 1230, whose
 * last digit must be 0.
 */
final class StripeAmount {

    /** Without decimals since ISO 4217 changed, but counted in hundredths to this day. */
    private static final Set<String> STILL_IN_HUNDREDTHS = Set.of("ISK", "UGX");
    /** Divided in five, hence without decimals at Stripe. */
    private static final Set<String> WHOLE = Set.of("MGA");

    private static final int THREE_DECIMALS = 3;

    private StripeAmount() {}

    /** @throws ChargeDeclined if Stripe cannot charge exactly this amount; a rounded charge would not be the invoice's */
    static long of(Money money) {
        var code = money.currency().getCurrencyCode();
        if (STILL_IN_HUNDREDTHS.contains(code)) {
            return exact(money, money.amount().movePointRight(2));
        }
        if (WHOLE.contains(code)) {
            return exact(money, money.amount());
        }
        if (money.currency().getDefaultFractionDigits() == THREE_DECIMALS) {
            return Math.multiplyExact(exact(money, money.amount().movePointRight(2)), 10);
        }
        return exact(money, money.amount().movePointRight(money.currency().getDefaultFractionDigits()));
    }

    private static long exact(Money money, BigDecimal units) {
        try {
            return units.longValueExact();
        } catch (ArithmeticException inexact) {
            throw new ChargeDeclined(
                    "amount-not-chargeable",
                    "Stripe cannot charge exactly " + money + "; collect it in another way and mark the invoice paid");
        }
    }
}
