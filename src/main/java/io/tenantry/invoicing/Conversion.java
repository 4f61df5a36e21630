package io.tenantry.invoicing;

import io.tenantry.pricing.ExchangeRateView;
import io.tenantry.shared.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;

/**
 * How prices become the contract's currency in one cycle: at the rates of its start, exactly. 12.00 USD at 0.9215 are
 * 11.058 EUR, which is rounded on the line alone.
 *
 * @param rates by currency. A price of a currency without one only stands for how much moves: it cancels out, or the
 *     cycle is quarantined, see {@link ForeignPrices}
 */
record Conversion(Currency to, Map<String, BigDecimal> rates) {

    static Conversion none(Currency currency) {
        return new Conversion(currency, Map.of());
    }

    static Conversion at(Currency to, Map<String, ExchangeRateView> rates) {
        var factors = new HashMap<String, BigDecimal>();
        rates.forEach((currency, rate) -> factors.put(currency, rate.rate()));
        return new Conversion(to, factors);
    }

    /** As if a currency had another rate. */
    Conversion supposing(String currency, BigDecimal rate) {
        var supposed = new HashMap<>(rates);
        supposed.put(currency, rate);
        return new Conversion(to, supposed);
    }

    Money convert(Money price) {
        if (price.currency().equals(to)) {
            return price;
        }
        var rate = rates.get(price.currency().getCurrencyCode());
        return new Money(rate == null ? price.amount() : price.amount().multiply(rate), to);
    }
}
