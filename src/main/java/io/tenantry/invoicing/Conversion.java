package io.tenantry.invoicing;

import io.tenantry.pricing.ExchangeRateView;
import io.tenantry.shared.Money;
import java.util.Currency;
import java.util.Map;

/**
 * How prices become the contract's currency in one cycle: at the rates of its start, exactly. 12.00 USD at 0.9215 are
 * 11.058 EUR, which is rounded on the line alone.
 *
 * @param rates by currency. A currency without one is not in force in the cycle any more, or the cycle is quarantined:
 *     then its prices only stand for how much moves, and cancel out
 */
record Conversion(Currency to, Map<String, ExchangeRateView> rates) {

    static Conversion none(Currency currency) {
        return new Conversion(currency, Map.of());
    }

    Money convert(Money price) {
        if (price.currency().equals(to)) {
            return price;
        }
        var rate = rates.get(price.currency().getCurrencyCode());
        var amount = rate == null ? price.amount() : price.amount().multiply(rate.rate());
        return new Money(amount, to);
    }
}
