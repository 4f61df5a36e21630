package io.tenantry.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tenantry.decision.PriceCoverage.Coverage;
import io.tenantry.decision.PriceCoverage.Outcome;
import io.tenantry.decision.PriceCoverage.Question;
import org.camunda.bpm.engine.DecisionService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceCoverageTest extends DecisionTest {

    private PriceCoverage prices;

    PriceCoverageTest() {
        super(PriceCoverage.DECISION);
    }

    @Override
    void bind(DecisionService decisions) {
        prices = new PriceCoverage(decisions);
    }

    @ParameterizedTest(name = "product {1}, item {2}, own price {3}: {4} by rule {0}")
    @CsvSource(
            textBlock =
                    """
            priced,                 true,  true,  true,  PRICED,   A price list item covers it.
            priced,                 true,  true,  false, PRICED,   A price list item covers it.
            ownPriceWithoutItem,    true,  false, true,  WRITE_IN, 'No price list item covers product, unit, currency and date; a price of its own alone is a write-in and is not sold. Add a price list item.'
            noPriceAtAll,           true,  false, false, BLOCK,    'No price list item covers product, unit, currency and date; add one.'
            ownPriceWithoutProduct, false, false, true,  WRITE_IN, The product is missing; a price of its own alone is a write-in and is not sold. Set the product on the subscription and add a price list item.
            noProductAndNoPrice,    false, false, false, BLOCK,    The product is missing and there is no price; set the product on the subscription and add a price list item.
            """)
    void decides(
            String rule, boolean productKnown, boolean itemFound, boolean priceGiven, Outcome outcome, String reason) {
        var question = new Question(productKnown, itemFound, priceGiven);

        var coverage = prices.check(question);

        assertThat(coverage).isEqualTo(new Coverage(outcome, reason));
        assertThat(rulesThatHit()).containsExactly(rule);
    }

    @Test
    void refusesAPriceForAProductThatNobodyKnows() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Question(false, true, false))
                .withMessage("A price list item was found for a product that is not known");
    }
}
