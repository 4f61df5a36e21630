package io.tenantry.decision;

import java.util.Map;
import org.camunda.bpm.engine.DecisionService;
import org.springframework.stereotype.Component;

/** {@code dmn/provider-error-lane.dmn}: is a provider's answer a no for a person, or trouble to be repeated? */
@Component
public class ProviderErrorLane {

    static final String DECISION = "provider-error-lane";

    /** The status to ask with when no answer arrived: a time-out, a broken connection, half a body. */
    public static final int NO_ANSWER = 0;

    private final Table table;

    public ProviderErrorLane(DecisionService decisions) {
        this.table = new Table(decisions, DECISION);
    }

    public enum Lane {
        /** The provider's definite no. */
        REJECTED,
        /** The outcome may be unknown; the same request is safe. */
        UNAVAILABLE,
        /** The provider is at work on it already. */
        PENDING
    }

    /** @param reason what it means and what to do, for an operator; a full sentence */
    public record Verdict(Lane lane, String reason) {}

    /**
     * @param httpStatus {@link #NO_ANSWER} if there was none
     * @param errorCode the provider's own code; empty if it gave none
     */
    public Verdict choose(int httpStatus, String errorCode) {
        var row = table.onlyRow(Map.of("httpStatus", httpStatus, "errorCode", errorCode));
        return new Verdict(Lane.valueOf(row.text("lane")), row.text("reason"));
    }
}
