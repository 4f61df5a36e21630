package io.tenantry.workflow.draftreview;

import io.tenantry.invoicing.DraftReviews;
import io.tenantry.invoicing.DraftsHeld;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** The variables of {@code draft-review.bpmn}: the contract's number and what of it is held. */
record DraftReviewData(DelegateExecution execution) {

    private static final String CONTRACT = "contractNumber";
    private static final String DUE = "reviewDueAt";

    static Map<String, Object> startingWith(DraftsHeld event) {
        return Map.of(CONTRACT, event.contractNumber());
    }

    String contract() {
        return (String) execution.getVariable(CONTRACT);
    }

    void held(DraftReviews.Held held) {
        execution.setVariable("draftHeld", held.drafts() > 0);
        execution.setVariable("writeInHeld", held.writeIns() > 0);
        execution.setVariable(DUE, Date.from(held.dueAt()));
    }

    Instant dueAt() {
        return ((Date) execution.getVariable(DUE)).toInstant();
    }
}
