package io.tenantry.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.decision.CurrencyMatching.Match;
import io.tenantry.decision.CurrencyMatching.Outcome;
import io.tenantry.decision.CurrencyMatching.Question;
import io.tenantry.shared.UnknownCurrency;
import org.camunda.bpm.engine.DecisionService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurrencyMatchingTest extends DecisionTest {

    private CurrencyMatching currencies;

    CurrencyMatchingTest() {
        super(CurrencyMatching.DECISION);
    }

    @Override
    void bind(DecisionService decisions) {
        currencies = new CurrencyMatching(decisions);
    }

    @ParameterizedTest(name = "{1} on a contract in {2}: {5} by rule {0}")
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
            priceListItemMissing, -,   EUR, true,  true,  REJECT,  There is no price list item in EUR; add one to the contract's price list.
            sameCurrency,         EUR, EUR, false, false, ALIGNED, Price and contract are in EUR.
            sameCurrency,         JPY, JPY, true,  true,  ALIGNED, Price and contract are in JPY.
            converted,            USD, EUR, true,  true,  CONVERT, USD is converted to EUR at the rate of the cycle's start.
            rateMissing,          USD, EUR, false, true,  REJECT,  There is no exchange rate from USD to EUR for the cycle's start; enter it or add a price list item in EUR.
            conversionNotAllowed, USD, EUR, true,  false, REJECT,  The price is in USD and the contract in EUR; add a price list item in EUR or allow conversion on the contract.
            conversionNotAllowed, USD, EUR, false, false, REJECT,  The price is in USD and the contract in EUR; add a price list item in EUR or allow conversion on the contract.
            """)
    void decides(
            String rule,
            String priceCurrency,
            String contractCurrency,
            boolean rateExists,
            boolean conversionAllowed,
            Outcome outcome,
            String reason) {
        var question = new Question(priceCurrency, contractCurrency, rateExists, conversionAllowed);

        var match = currencies.match(question);

        assertThat(match).isEqualTo(new Match(outcome, reason));
        assertThat(rulesThatHit()).containsExactly(rule);
    }

    @Test
    void refusesACurrencyThatDoesNotExist() {
        assertThatExceptionOfType(UnknownCurrency.class)
                .isThrownBy(() -> new Question("EUR", "EURO", false, false))
                .withMessageContaining("'EURO'");
        assertThatExceptionOfType(UnknownCurrency.class)
                .isThrownBy(() -> new Question("US$", "EUR", false, false))
                .withMessageContaining("'US$'");
    }
}
