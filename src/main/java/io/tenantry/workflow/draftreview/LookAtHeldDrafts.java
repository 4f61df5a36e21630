package io.tenantry.workflow.draftreview;

import io.tenantry.invoicing.DraftReviews;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Reads which drafts of the contract wait for a person. */
@Component
class LookAtHeldDrafts implements JavaDelegate {

    private final DraftReviews reviews;

    LookAtHeldDrafts(DraftReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new DraftReviewData(execution);
        data.held(reviews.lookAt(data.contract()));
    }
}
