package io.tenantry.workflow.draftreview;

import io.tenantry.invoicing.DraftReviews;
import io.tenantry.workflow.engine.UserTaskCondition;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** The user task is done when no draft of the contract waits any more. */
@Component
class ReviewCatchUp implements UserTaskCondition {

    private final DraftReviews reviews;

    ReviewCatchUp(DraftReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public String task() {
        return "reviewCatchUp";
    }

    @Override
    public Optional<String> openReason(DelegateTask task) {
        var contract = new DraftReviewData(task.getExecution()).contract();
        var held = reviews.lookAt(contract);
        return held.drafts() == 0
                ? Optional.empty()
                : Optional.of("Drafts of contract " + contract + " still wait: " + held.drafts()
                        + "; bill or void them, or move the next invoice date.");
    }
}
