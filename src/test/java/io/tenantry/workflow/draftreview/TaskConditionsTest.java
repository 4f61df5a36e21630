package io.tenantry.workflow.draftreview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.tenantry.invoicing.DraftReviews;
import java.time.Instant;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When somebody completes a task in Tasklist: the domain says whether the drafts have been seen to. */
class TaskConditionsTest {

    private final DraftReviews reviews = mock();
    private final DelegateTask task = mock();

    @BeforeEach
    void aTaskOfAReview() {
        var execution = mock(DelegateExecution.class);
        given(task.getExecution()).willReturn(execution);
        given(execution.getVariable("contractNumber")).willReturn("BC-1");
    }

    @Test
    void theCatchUpIsOpenWhileADraftWaits() {
        var condition = new ReviewCatchUp(reviews);
        given(reviews.lookAt("BC-1")).willReturn(new DraftReviews.Held(2, 0, Instant.EPOCH));

        assertThat(condition.task()).isEqualTo("reviewCatchUp");
        assertThat(condition.openReason(task))
                .hasValue("Drafts of contract BC-1 still wait: 2; bill or void them, or move the next invoice date.");

        given(reviews.lookAt("BC-1")).willReturn(new DraftReviews.Held(0, 0, Instant.EPOCH));

        assertThat(condition.openReason(task)).isEmpty();
    }

    @Test
    void theWriteInIsOpenWhileADraftWithOneWaitsWhateverElseDoes() {
        var condition = new ReviewWriteIn(reviews);
        given(reviews.lookAt("BC-1")).willReturn(new DraftReviews.Held(3, 1, Instant.EPOCH));

        assertThat(condition.task()).isEqualTo("reviewWriteIn");
        assertThat(condition.openReason(task))
                .hasValue("Drafts of contract BC-1 with a write-in line still wait: 1; bill or void them.");

        given(reviews.lookAt("BC-1")).willReturn(new DraftReviews.Held(2, 0, Instant.EPOCH));

        assertThat(condition.openReason(task)).isEmpty();
    }
}
