package io.tenantry.workflow.draftreview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

import io.tenantry.invoicing.DraftReviewView;
import io.tenantry.invoicing.DraftReviews;
import io.tenantry.invoicing.DraftsHeld;
import io.tenantry.invoicing.DraftsSettled;
import io.tenantry.invoicing.WriteInsSettled;
import io.tenantry.notification.OperationsNotices;
import io.tenantry.shared.Money;
import io.tenantry.shared.Period;
import io.tenantry.workflow.ProcessTest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;

class DraftReviewProcessTest extends ProcessTest {

    private static final Instant DUE = Instant.parse("2026-03-12T23:59:59Z");

    private DraftReviews reviews;
    private OperationsNotices notices;
    private DraftReviewProcess door;

    DraftReviewProcessTest() {
        super(DraftReviewProcess.KEY);
    }

    @Override
    protected void open() {
        reviews = mock();
        notices = mock();
        bind(new LookAtHeldDrafts(reviews), new EscalateDraftReview(reviews, notices));
        door = new DraftReviewProcess(ENGINE.getRuntimeService(), ENGINE.getTaskService());
    }

    @Test
    void asksAPersonUntilTheLastDraftOfACatchUpIsSettled() {
        given(reviews.lookAt("BC-1")).willReturn(held(3, 0)).willReturn(held(0, 0));

        var review = hold();
        runJobs();

        assertThat(review).isWaitingAt("reviewCatchUp").hasNotPassed("reviewWriteIn");
        assertThat(taskOf(review)).hasCandidateGroup("billing-manager").hasDueDate(Date.from(DUE));

        door.draftsSettled(new DraftsSettled("BC-99"));
        door.writeInsSettled(new WriteInsSettled("BC-1"));
        assertThat(review).isWaitingAt("reviewCatchUp");
        door.draftsSettled(new DraftsSettled("BC-1"));
        runJobs();

        assertThat(review).isEnded().hasPassed("draftsSettled").hasNotPassed("escalateDraftReview");
    }

    @Test
    void asksForAWriteInFirstAndThenForWhatElseIsHeld() {
        given(reviews.lookAt("BC-1"))
                .willReturn(held(2, 1))
                .willReturn(held(1, 0))
                .willReturn(held(0, 0));

        var review = hold();
        runJobs();

        assertThat(review).isWaitingAt("reviewWriteIn");
        assertThat(taskOf(review)).hasCandidateGroup("billing-manager").hasDueDate(Date.from(DUE));

        door.writeInsSettled(new WriteInsSettled("BC-1"));
        runJobs();
        assertThat(review).isWaitingAt("reviewCatchUp");
        door.draftsSettled(new DraftsSettled("BC-1"));
        runJobs();

        assertThat(review).isEnded().hasPassedInOrder("reviewWriteIn", "reviewCatchUp", "draftsSettled");
    }

    @Test
    void endsByItselfIfEverythingWasSettledBeforeItLooked() {
        given(reviews.lookAt("BC-1")).willReturn(held(0, 0));

        var review = hold();
        runJobs();

        assertThat(review).isEnded().hasPassed("draftsSettled").hasNotPassed("reviewCatchUp", "reviewWriteIn");
    }

    @Test
    void opensOneReviewForAContractHoweverOftenDraftsAreHeld() {
        given(reviews.lookAt("BC-1")).willReturn(held(3, 0));

        var review = hold();
        runJobs();
        door.start(new DraftsHeld("BC-1"));

        assertThat(ENGINE.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey("BC-1")
                        .list())
                .hasSize(1);
        assertThat(review).isWaitingAt("reviewCatchUp");
    }

    @Test
    void tellsOperationsOnceWhenNobodyLookedInTime() {
        given(reviews.lookAt("BC-1")).willReturn(held(2, 1)).willReturn(held(1, 0));
        given(reviews.get("BC-1")).willReturn(view());
        var review = hold();
        runJobs();

        timePassesUntil("2026-03-13T00:00:00Z");
        runJobs();

        assertThat(review).isWaitingAt("reviewWriteIn").hasPassed("escalateDraftReview", "draftReviewEscalated");
        then(notices)
                .should(times(1))
                .send(
                        eq("draft-review-overdue:BC-1:2026-03-12T23:59:59Z"),
                        eq("Overdue: drafts of contract BC-1 wait for review"),
                        contains("DRAFT-000007"),
                        eq("/draft-reviews/BC-1"));
    }

    private ProcessInstance hold() {
        door.start(new DraftsHeld("BC-1"));
        return running("BC-1");
    }

    private static DraftReviews.Held held(int drafts, int writeIns) {
        return new DraftReviews.Held(drafts, writeIns, DUE);
    }

    private static DraftReviewView view() {
        var period = Period.of("2026-01-01", "2026-02-01");
        var draft = new DraftReviewView.Draft(
                "DRAFT-000007", "INVOICE", period, Money.of("142.80", "EUR"), "catch-up", false, 0);
        return new DraftReviewView(
                "BC-1",
                "Licenses",
                "CUS-1",
                "Contoso Ltd",
                LocalDate.parse("2026-01-01"),
                1,
                LocalDate.parse("2026-04-02"),
                List.of(draft),
                List.of(),
                List.of(),
                false,
                1);
    }
}
