package io.tenantry.shared;

import java.util.Currency;

/** ISO 4217 currencies by their code. */
public final class Currencies {

    private Currencies() {}

    /**
     * @param code three capital letters, such as {@code EUR}
     * @throws UnknownCurrency if ISO 4217 has no such code, or it is no currency of account (XXX, XAU)
     */
    public static Currency of(String code) {
        try {
            var currency = Currency.getInstance(code);
            if (currency.getDefaultFractionDigits() < 0) {
                throw new UnknownCurrency(code);
            }
            return currency;
        } catch (IllegalArgumentException unknown) {
            throw new UnknownCurrency(code);
        }
    }
}
