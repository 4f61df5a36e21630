package io.tenantry.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tenantry.decision.CatchUpVerdict.Outcome;
import io.tenantry.decision.CatchUpVerdict.Question;
import org.camunda.bpm.engine.DecisionService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatchUpVerdictTest extends DecisionTest {

    private CatchUpVerdict verdicts;

    CatchUpVerdictTest() {
        super(CatchUpVerdict.DECISION);
    }

    @Override
    void bind(DecisionService decisions) {
        verdicts = new CatchUpVerdict(decisions);
    }

    @ParameterizedTest(name = "{1} cycles, above limit {2}, negative {3}, write-in {4}: {5} by rule {0}")
    @CsvSource(
            textBlock =
                    """
            asUsual,              1,  false, false, false, ISSUE,  It goes out as usual.
            catchUp,              2,  false, false, false, REVIEW, catch-up: more than one cycle
            catchUp,              36, false, false, false, REVIEW, catch-up: more than one cycle
            overLimit,            1,  true,  false, false, REVIEW, the total is above the limit
            overLimit,            3,  true,  false, false, REVIEW, the total is above the limit
            creditsExceedCharges, 1,  false, true,  false, REVIEW, credits exceed charges
            creditsExceedCharges, 2,  true,  true,  false, REVIEW, credits exceed charges
            writeInHeld,          1,  false, false, true,  REVIEW, write-in: a line has a price
            writeInHeld,          5,  true,  true,  true,  REVIEW, write-in: a line has a price
            """)
    void decides(
            String rule, int cycles, boolean limit, boolean negative, boolean writeIn, Outcome outcome, String reason) {
        var verdict = verdicts.on(new Question(cycles, limit, negative, writeIn));

        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.reason()).startsWith(reason);
        assertThat(rulesThatHit()).containsExactly(rule);
    }

    @Test
    void refusesAVerdictOnNoInvoice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Question(0, false, false, false))
                .withMessage("A verdict is on at least one invoice, not on 0");
    }
}
