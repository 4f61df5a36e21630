package io.tenantry.decision;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.DecisionService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code dmn/catch-up-verdict.dmn}: does a computed invoice go out by itself, or does it wait for a person? */
@Component
public class CatchUpVerdict {

    static final String DECISION = "catch-up-verdict";

    private final Table table;

    public CatchUpVerdict(DecisionService decisions) {
        this.table = new Table(decisions, DECISION);
    }

    public enum Outcome {
        ISSUE,
        REVIEW
    }

    /**
     * What is asked about one invoice.
     *
     * @param cyclesAtOnce how many invoices of its contract are computed at once, one for each unbilled cycle
     * @param aboveLimit whether its total is above the limit that the contract sets for one invoice
     * @param negativeTotal whether it gives more back than it charges
     * @param hasWriteIn whether a line of it has a price that no price list item backs
     */
    public record Question(int cyclesAtOnce, boolean aboveLimit, boolean negativeTotal, boolean hasWriteIn) {

        public Question {
            if (cyclesAtOnce < 1) {
                throw new IllegalArgumentException("A verdict is on at least one invoice, not on " + cyclesAtOnce);
            }
        }

        /** The table's inputs by their names. */
        public Map<String, @Nullable Object> variables() {
            var variables = new HashMap<String, @Nullable Object>();
            variables.put("cyclesAtOnce", cyclesAtOnce);
            variables.put("aboveLimit", aboveLimit);
            variables.put("negativeTotal", negativeTotal);
            variables.put("hasWriteIn", hasWriteIn);
            return variables;
        }
    }

    public record Verdict(Outcome outcome, String reason) {

        public boolean isReview() {
            return outcome == Outcome.REVIEW;
        }
    }

    public Verdict on(Question question) {
        var row = table.onlyRow(question.variables());
        return new Verdict(Outcome.valueOf(row.text("outcome")), row.text("reason"));
    }
}
