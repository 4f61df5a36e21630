package io.tenantry.workflow.draftreview;

import io.tenantry.invoicing.DraftReviews;
import io.tenantry.workflow.engine.UserTaskCondition;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

/** The user task is done when no draft of the contract with a write-in line waits any more. */
@Component
class ReviewWriteIn implements UserTaskCondition {

    private final DraftReviews reviews;

    ReviewWriteIn(DraftReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public String task() {
        return "reviewWriteIn";
    }

    @Override
    public Optional<String> openReason(DelegateTask task) {
        var contract = new DraftReviewData(task.getExecution()).contract();
        var held = reviews.lookAt(contract);
        return held.writeIns() == 0
                ? Optional.empty()
                : Optional.of("Drafts of contract " + contract + " with a write-in line still wait: " + held.writeIns()
                        + "; bill or void them.");
    }
}
