package io.tenantry.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tenantry.decision.QuantityChangeWindow.Outcome;
import io.tenantry.decision.QuantityChangeWindow.Question;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.camunda.bpm.engine.DecisionService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityChangeWindowTest extends DecisionTest {

    private QuantityChangeWindow windows;

    QuantityChangeWindowTest() {
        super(QuantityChangeWindow.DECISION);
    }

    @Override
    void bind(DecisionService decisions) {
        windows = new QuantityChangeWindow(decisions);
    }

    @ParameterizedTest(name = "{1} seats, {2} of {3} days, day {4} and {5}: {6} by rule {0}")
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
            increase,                 2,  DISALLOWED,            -, 900, -,   ALLOW,  The quantity is not reduced.
            increase,                 0,  ALLOWED_WITHIN_WINDOW, 7, 900, -,   ALLOW,  The quantity is not reduced.
            behaviorEmpty,            -1, -,                     -, 900, -,   ALLOW,  No reduction behavior is set.
            reductionAllowed,         -1, ALLOWED,               -, 900, -,   ALLOW,  Reductions are allowed.
            reductionDisallowed,      -1, DISALLOWED,            -, 1,   -,   REFUSE, Quantity reduction is disallowed; set the behavior (QRB) or let the subscription end at its renewal.
            windowMissing,            -1, ALLOWED_WITHIN_WINDOW, -, 1,   -,   REFUSE, 'Quantity reduction is allowed within a window, but the window has no days; set the window (QRW).'
            neverProvisioned,         -1, ALLOWED_WITHIN_WINDOW, 7, -,   -,   ALLOW,  'It was never provisioned, so nothing is committed yet.'
            withinProvisioningWindow, -1, ALLOWED_WITHIN_WINDOW, 7, 0,   -,   ALLOW,  Day 0 of a window of 7 days after provisioning.
            withinProvisioningWindow, -1, ALLOWED_WITHIN_WINDOW, 7, 7,   -,   ALLOW,  Day 7 of a window of 7 days after provisioning.
            withinRenewalWindow,      -1, ALLOWED_WITHIN_WINDOW, 7, 365, 0,   ALLOW,  Day 0 of a window of 7 days after renewal.
            withinRenewalWindow,      -1, ALLOWED_WITHIN_WINDOW, 7, 372, 7,   ALLOW,  Day 7 of a window of 7 days after renewal.
            outsideWindow,            -1, ALLOWED_WITHIN_WINDOW, 7, 8,   -,   REFUSE, Quantity reduction is not allowed because it falls outside of the allowed window of 7 days after provisioning or renewal; schedule it on renewal.
            outsideWindow,            -1, ALLOWED_WITHIN_WINDOW, 7, 373, 8,   REFUSE, Quantity reduction is not allowed because it falls outside of the allowed window of 7 days after provisioning or renewal; schedule it on renewal.
            outsideWindow,            -1, ALLOWED_WITHIN_WINDOW, 7, -1,  -,   REFUSE, Quantity reduction is not allowed because it falls outside of the allowed window of 7 days after provisioning or renewal; schedule it on renewal.
            """)
    void decides(
            String rule,
            int quantityDelta,
            String behavior,
            Integer windowDays,
            Long daysSinceProvisioned,
            Long daysSinceRenewal,
            Outcome outcome,
            String reason) {
        var question = new Question(quantityDelta, behavior, windowDays, daysSinceProvisioned, daysSinceRenewal);

        var verdict = windows.check(question);

        assertThat(verdict).isEqualTo(new QuantityChangeWindow.Verdict(outcome, reason));
        assertThat(rulesThatHit()).containsExactly(rule);
    }

    @ParameterizedTest(name = "provisioned on 3 March 2025, renewed on 3 March 2026: {0} is {1}")
    @CsvSource({
        "2025-03-03, ALLOW",
        "2025-03-10, ALLOW",
        "2025-03-11, REFUSE",
        "2026-03-02, REFUSE",
        "2026-03-03, ALLOW",
        "2026-03-10, ALLOW",
        "2026-03-11, REFUSE"
    })
    void countsBothEndsOfTheWindow(LocalDate day, Outcome outcome) {
        var sinceProvisioned = ChronoUnit.DAYS.between(LocalDate.parse("2025-03-03"), day);
        var sinceRenewal = sinceProvisioned < 365 ? null : Long.valueOf(sinceProvisioned - 365);

        var verdict = windows.check(new Question(-1, "ALLOWED_WITHIN_WINDOW", 7, sinceProvisioned, sinceRenewal));

        assertThat(verdict.outcome()).isEqualTo(outcome);
    }

    @Test
    void leavesNoCombinationUndecided() {
        for (var behavior : Arrays.asList(null, "ALLOWED", "DISALLOWED", "ALLOWED_WITHIN_WINDOW")) {
            for (var window : Arrays.asList(null, 0, 7)) {
                for (var provisioned : Arrays.asList(null, -1L, 0L, 7L, 8L)) {
                    for (var renewed : Arrays.asList(null, -1L, 0L, 7L, 8L)) {
                        for (var delta : new int[] {-1, 0, 1}) {
                            var question = new Question(delta, behavior, window, provisioned, renewed);

                            assertThat(windows.check(question).reason())
                                    .as("%s", question)
                                    .isNotBlank();
                        }
                    }
                }
            }
        }
    }

    @Test
    void refusesAnUnknownBehaviorAndANegativeWindow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Question(-1, "SOMETIMES", null, 1L, null))
                .withMessageContaining("'SOMETIMES' is unknown");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Question(-1, "ALLOWED_WITHIN_WINDOW", -1, 1L, null))
                .withMessage("A window cannot have -1 days; use 0 or more");
    }
}
