package io.tenantry.decision;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.DecisionService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code dmn/quantity-change-window.dmn}: may the quantity be reduced on a date? (QRB and QRW.) The window is inclusive:
 * with a window of 7 days and the Create change provisioned on 3 March, a reduction on 10 March is allowed and on 11
 * March refused.
 */
@Component
public class QuantityChangeWindow {

    static final String DECISION = "quantity-change-window";

    private static final Set<String> BEHAVIORS = Set.of("ALLOWED", "DISALLOWED", "ALLOWED_WITHIN_WINDOW");

    private final Table table;

    public QuantityChangeWindow(DecisionService decisions) {
        this.table = new Table(decisions, DECISION);
    }

    public enum Outcome {
        ALLOW,
        REFUSE
    }

    /**
     * @param quantityDelta signed; an increase is never restricted
     * @param behavior ALLOWED, DISALLOWED, ALLOWED_WITHIN_WINDOW, or null, which allows
     * @param windowDays length of the window
     * @param daysSinceProvisioned days from the provisioning of the Create change to the date; null while it was never
     *     provisioned
     * @param daysSinceRenewal days from the last renewal date to the date; null before the first renewal
     */
    public record Question(
            int quantityDelta,
            @Nullable String behavior,
            @Nullable Integer windowDays,
            @Nullable Long daysSinceProvisioned,
            @Nullable Long daysSinceRenewal) {

        public Question {
            if (behavior != null && !BEHAVIORS.contains(behavior)) {
                throw new IllegalArgumentException(
                        "Quantity reduction behavior '" + behavior + "' is unknown; use one of " + BEHAVIORS);
            }
            if (windowDays != null && windowDays < 0) {
                throw new IllegalArgumentException("A window cannot have " + windowDays + " days; use 0 or more");
            }
        }

        /** The table's inputs by their names. */
        public Map<String, @Nullable Object> variables() {
            var variables = new HashMap<String, @Nullable Object>();
            variables.put("quantityDelta", quantityDelta);
            variables.put("behavior", behavior);
            variables.put("windowDays", windowDays);
            variables.put("daysSinceProvisioned", daysSinceProvisioned);
            variables.put("daysSinceRenewal", daysSinceRenewal);
            return variables;
        }
    }

    public record Verdict(Outcome outcome, String reason) {}

    public Verdict check(Question question) {
        var row = table.onlyRow(question.variables());
        return new Verdict(Outcome.valueOf(row.text("outcome")), row.text("reason"));
    }
}
