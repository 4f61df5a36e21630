package io.tenantry.decision;

import io.tenantry.shared.Currencies;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.DecisionService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code dmn/currency-matching.dmn}: do product, price list and contract speak the same currency? */
@Component
public class CurrencyMatching {

    static final String DECISION = "currency-matching";

    private final Table table;

    public CurrencyMatching(DecisionService decisions) {
        this.table = new Table(decisions, DECISION);
    }

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
            @Nullable String priceCurrency, String contractCurrency, boolean rateExists, boolean conversionAllowed) {

        /** @throws io.tenantry.shared.UnknownCurrency if one of them is not in ISO 4217 */
        public Question {
            Currencies.of(contractCurrency);
            if (priceCurrency != null) {
                Currencies.of(priceCurrency);
            }
        }

        /** The table's inputs by their names. */
        public Map<String, @Nullable Object> variables() {
            var variables = new HashMap<String, @Nullable Object>();
            variables.put("priceCurrency", priceCurrency);
            variables.put("contractCurrency", contractCurrency);
            variables.put("rateExists", rateExists);
            variables.put("conversionAllowed", conversionAllowed);
            return variables;
        }
    }

    public record Match(Outcome outcome, String reason) {}

    public Match match(Question question) {
        var row = table.onlyRow(question.variables());
        return new Match(Outcome.valueOf(row.text("outcome")), row.text("reason"));
    }
}
