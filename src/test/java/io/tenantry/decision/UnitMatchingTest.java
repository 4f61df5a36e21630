package io.tenantry.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tenantry.decision.UnitMatching.Outcome;
import io.tenantry.decision.UnitMatching.Question;
import java.util.Arrays;
import org.camunda.bpm.engine.DecisionService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitMatchingTest extends DecisionTest {

    private UnitMatching units;

    UnitMatchingTest() {
        super(UnitMatching.DECISION);
    }

    @Override
    void bind(DecisionService decisions) {
        units = new UnitMatching(decisions);
    }

    @ParameterizedTest(name = "{1} on {3}, billed every {5} months: {6} × {7} by rule {0}")
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
            salesUnitMissing,     -,         -,  MONTHLY,   1,  1,  REJECT,  0,  Please provide a valid Sales Unit. The subscription has none; set its sales unit.
            salesUnitNotMapped,   WEEKLY,    -,  MONTHLY,   1,  1,  REJECT,  0,  Please provide a valid Sales Unit. WEEKLY has no months; add it to Unit Mapping or choose another unit.
            priceListItemMissing, ANNUAL,    12, -,         -,  1,  REJECT,  0,  There is no price list item to bill ANNUAL with; add one to the contract's price list.
            priceUnitNotMapped,   ANNUAL,    12, FORTNIGHT, -,  1,  REJECT,  0,  Please provide a valid Sales Unit. FORTNIGHT of the price list item has no months; add it to Unit Mapping.
            sameUnit,             MONTHLY,   1,  MONTHLY,   1,  3,  MATCH,   1,  MONTHLY is priced in MONTHLY.
            sameUnitSplitByCycle, ANNUAL,    12, ANNUAL,    12, 1,  MATCH,   1,  ANNUAL is priced in ANNUAL; each cycle bills its months at the monthly unit selling price.
            annualOnMonthly,      ANNUAL,    12, MONTHLY,   1,  1,  CONVERT, 12, One ANNUAL counts as 12 MONTHLY.
            annualOnMonthly,      TRIENNIAL, 36, QUARTERLY, 3,  12, CONVERT, 12, One TRIENNIAL counts as 12 QUARTERLY.
            notAWholeNumber,      SEASON,    4,  QUARTERLY, 3,  1,  REJECT,  0,  Please provide a valid Sales Unit. SEASON is no whole number of QUARTERLY; choose another unit or add a price list item in SEASON.
            monthlyOnAnnual,      MONTHLY,   1,  ANNUAL,    12, 12, REJECT,  0,  Please provide a valid Sales Unit. MONTHLY is shorter than ANNUAL; sell it in ANNUAL or add a price list item in MONTHLY.
            """)
    void decides(
            String rule,
            String salesUnit,
            Integer salesUnitMonths,
            String priceUnit,
            Integer priceUnitMonths,
            int frequencyMonths,
            Outcome outcome,
            int factor,
            String reason) {
        var question = new Question(salesUnit, salesUnitMonths, priceUnit, priceUnitMonths, frequencyMonths);

        var match = units.match(question);

        assertThat(match).isEqualTo(new UnitMatching.Match(outcome, factor, reason));
        assertThat(rulesThatHit()).containsExactly(rule);
    }

    @Test
    void leavesNoCombinationOfUnitsUndecided() {
        var months = Arrays.asList(null, 1, 3, 4, 6, 12, 36);

        for (var sales : months) {
            for (var price : months) {
                for (var frequency : new int[] {1, 3, 6, 12, 36}) {
                    var match = units.match(new Question("S", sales, "P", price, frequency));

                    assertThat(match.outcome() == Outcome.REJECT)
                            .as("%s on %s", sales, price)
                            .isEqualTo(sales == null || price == null || sales % price != 0);
                    assertThat(match.factor()).isEqualTo(match.outcome() == Outcome.REJECT ? 0 : sales / price);
                }
            }
        }
    }

    @Test
    void refusesMonthsThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Question("ANNUAL", 0, "MONTHLY", 1, 1))
                .withMessage("A unit covers at least 1 month, but salesUnitMonths is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Question("ANNUAL", 12, "MONTHLY", 1, 0))
                .withMessage("A unit covers at least 1 month, but frequencyMonths is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Question(null, 12, "MONTHLY", 1, 1))
                .withMessage("Months without a unit: null, 12 months; MONTHLY, 1 months");
    }
}
