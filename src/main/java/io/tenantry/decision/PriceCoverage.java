package io.tenantry.decision;

import org.springframework.stereotype.Component;

/** {@code dmn/price-coverage.dmn}: does a price list item cover product, unit, currency and date? */
@Component
public class PriceCoverage {

    public enum Outcome {
        PRICED,
        WRITE_IN,
        BLOCK
    }

    /**
     * @param productKnown whether the subscription has a product of the catalog
     * @param itemFound whether the price list has an item for it in that unit and currency on that date
     * @param priceGiven whether the subscription carries a price of its own
     */
    public record Question(boolean productKnown, boolean itemFound, boolean priceGiven) {}

    public record Coverage(Outcome outcome, String reason) {}

    public Coverage check(Question question) {
        throw new UnsupportedOperationException();
    }
}
