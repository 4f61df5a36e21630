package io.tenantry.decision;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code dmn/currency-matching.dmn}: do product, price list and contract speak the same currency? */
@Component
public class CurrencyMatching {

    public enum Outcome {
        ALIGNED,
        CONVERT,
        REJECT
    }

    /**
     * @param priceCurrency currency of the price list item; null where there is none
     * @param rateExists whether an exchange rate of the cycle's start is known
     * @param conversionAllowed whether the contract allows to convert
     */
    public record Question(
            @Nullable String priceCurrency, String contractCurrency, boolean rateExists, boolean conversionAllowed) {}

    public record Match(Outcome outcome, String reason) {}

    public Match match(Question question) {
        throw new UnsupportedOperationException();
    }
}
