package io.tenantry.subscription.web;

import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Prices as the API shows and takes them: a decimal number, and the currency beside it. */
final class Amounts {

    private Amounts() {}

    /** As many decimals as the price needs, and as its currency has: 7.20 USD, 1080 JPY, 0.0125 USD. */
    static @Nullable BigDecimal decimals(@Nullable Money price) {
        if (price == null) {
            return null;
        }
        var shortest = price.amount().stripTrailingZeros();
        return shortest.setScale(Math.max(shortest.scale(), price.currency().getDefaultFractionDigits()));
    }

    static @Nullable String currency(@Nullable Money price) {
        return price == null ? null : price.currency().getCurrencyCode();
    }

    static @Nullable Money money(@Nullable BigDecimal amount, @Nullable String currency) {
        if (amount == null) {
            return null;
        }
        if (currency == null) {
            throw new Refused("invalid-price", "Price " + amount.toPlainString() + " needs a currency, such as EUR");
        }
        return Money.of(amount, currency);
    }
}
