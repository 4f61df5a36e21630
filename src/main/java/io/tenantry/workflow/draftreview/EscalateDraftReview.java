package io.tenantry.workflow.draftreview;

import io.tenantry.invoicing.DraftReviewView;
import io.tenantry.invoicing.DraftReviews;
import io.tenantry.notification.OperationsNotices;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Mails the operations list that a contract's drafts still wait, once for each day that they were due. */
@Component
class EscalateDraftReview implements JavaDelegate {

    private final DraftReviews reviews;
    private final OperationsNotices notices;

    EscalateDraftReview(DraftReviews reviews, OperationsNotices notices) {
        this.reviews = reviews;
        this.notices = notices;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new DraftReviewData(execution);
        var review = reviews.get(data.contract());
        notices.send(
                "draft-review-overdue:" + review.contractNumber() + ":" + data.dueAt(),
                "Overdue: drafts of contract " + review.contractNumber() + " wait for review",
                """
                These drafts of contract %s (%s) were to be reviewed by %s:

                %s

                Until a person bills or voids them the customer gets no invoice for these periods.
                """
                        .formatted(
                                review.contractNumber(),
                                review.customerName(),
                                data.dueAt(),
                                review.drafts().stream()
                                        .map(EscalateDraftReview::sentence)
                                        .collect(Collectors.joining("\n"))),
                "/draft-reviews/" + review.contractNumber());
    }

    private static String sentence(DraftReviewView.Draft draft) {
        return "%s for %s: %s, held because %s"
                .formatted(draft.reference(), draft.period(), draft.total(), draft.reason());
    }
}
