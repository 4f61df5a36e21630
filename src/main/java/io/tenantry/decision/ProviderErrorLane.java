package io.tenantry.decision;

import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** {@code dmn/provider-error-lane.dmn}: is a provider's answer a no for a person, or trouble to be repeated? */
@Component
public class ProviderErrorLane {

    static final String DECISION = "provider-error-lane";

    /** The status to ask with when no answer arrived: a time-out, a broken connection, half a body. */
    public static final int NO_ANSWER = 0;

    public enum Lane {
        /** The provider's definite no. */
        REJECTED,
        /** The outcome may be unknown; the same request is safe. */
        UNAVAILABLE,
        /** The provider is at work on it already. */
        PENDING
    }

    /** @param reason what it means and what to do, for an operator */
    public record Verdict(Lane lane, String reason) {}

    private final DecisionService decisions;

    public ProviderErrorLane(DecisionService decisions) {
        this.decisions = decisions;
    }

    /**
     * @param httpStatus {@link #NO_ANSWER} if there was none
     * @param errorCode the provider's own code; empty if it gave none
     */
    public Verdict choose(int httpStatus, String errorCode) {
        var row = decisions
                .evaluateDecisionTableByKey(DECISION)
                .variables(Variables.putValue("httpStatus", httpStatus).putValue("errorCode", errorCode))
                .evaluate()
                .getSingleResult();
        if (row == null) {
            throw new IllegalStateException("No rule of " + DECISION + " covers HTTP status " + httpStatus
                    + " with error code '" + errorCode + "'; close the table with a rule for anything else");
        }
        return new Verdict(Lane.valueOf(row.getEntry("lane")), row.getEntry("reason"));
    }
}
