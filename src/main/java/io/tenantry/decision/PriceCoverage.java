package io.tenantry.decision;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.DecisionService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code dmn/price-coverage.dmn}: does a price list item cover product, unit, currency and date? */
@Component
public class PriceCoverage {

    static final String DECISION = "price-coverage";

    private final Table table;

    public PriceCoverage(DecisionService decisions) {
        this.table = new Table(decisions, DECISION);
    }

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
    public record Question(boolean productKnown, boolean itemFound, boolean priceGiven) {

        public Question {
            if (itemFound && !productKnown) {
                throw new IllegalArgumentException("A price list item was found for a product that is not known");
            }
        }

        /** The table's inputs by their names. */
        public Map<String, @Nullable Object> variables() {
            var variables = new HashMap<String, @Nullable Object>();
            variables.put("productKnown", productKnown);
            variables.put("itemFound", itemFound);
            variables.put("priceGiven", priceGiven);
            return variables;
        }
    }

    public record Coverage(Outcome outcome, String reason) {}

    public Coverage check(Question question) {
        var row = table.onlyRow(question.variables());
        return new Coverage(Outcome.valueOf(row.text("outcome")), row.text("reason"));
    }
}
