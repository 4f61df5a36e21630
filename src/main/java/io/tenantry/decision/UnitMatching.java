package io.tenantry.decision;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.DecisionService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code dmn/unit-matching.dmn}: may a subscription's sales unit be billed with a price list item's unit? */
@Component
public class UnitMatching {

    static final String DECISION = "unit-matching";

    private final Table table;

    public UnitMatching(DecisionService decisions) {
        this.table = new Table(decisions, DECISION);
    }

    public enum Outcome {
        MATCH,
        CONVERT,
        REJECT
    }

    /**
     * @param salesUnit unit of the subscription; null where it has none
     * @param salesUnitMonths its months by Unit Mapping; null where it is not mapped
     * @param priceUnit unit of the price list item; null where there is no item
     * @param priceUnitMonths its months by Unit Mapping; null where it is not mapped
     * @param frequencyMonths months of one billing cycle of the contract
     */
    public record Question(
            @Nullable String salesUnit,
            @Nullable Integer salesUnitMonths,
            @Nullable String priceUnit,
            @Nullable Integer priceUnitMonths,
            int frequencyMonths) {

        public Question {
            requireMonths("frequencyMonths", frequencyMonths);
            requireMonths("salesUnitMonths", salesUnitMonths);
            requireMonths("priceUnitMonths", priceUnitMonths);
            if (salesUnit == null && salesUnitMonths != null || priceUnit == null && priceUnitMonths != null) {
                throw new IllegalArgumentException("Months without a unit: %s, %s months; %s, %s months"
                        .formatted(salesUnit, salesUnitMonths, priceUnit, priceUnitMonths));
            }
        }

        /** The table's inputs by their names. */
        public Map<String, @Nullable Object> variables() {
            var variables = new HashMap<String, @Nullable Object>();
            variables.put("salesUnit", salesUnit);
            variables.put("salesUnitMonths", salesUnitMonths);
            variables.put("priceUnit", priceUnit);
            variables.put("priceUnitMonths", priceUnitMonths);
            variables.put("frequencyMonths", frequencyMonths);
            return variables;
        }

        private static void requireMonths(String name, @Nullable Integer months) {
            if (months != null && months < 1) {
                throw new IllegalArgumentException("A unit covers at least 1 month, but " + name + " is " + months);
            }
        }
    }

    /** @param factor how many price units make one sales unit: 12 for ANNUAL on MONTHLY; 1 where they match */
    public record Match(Outcome outcome, int factor, String reason) {}

    public Match match(Question question) {
        var row = table.onlyRow(question.variables());
        return new Match(Outcome.valueOf(row.text("outcome")), row.number("factor"), row.text("reason"));
    }
}
