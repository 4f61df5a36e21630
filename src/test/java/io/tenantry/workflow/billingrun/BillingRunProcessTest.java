package io.tenantry.workflow.billingrun;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

import io.tenantry.invoicing.BillingRunRequested;
import io.tenantry.invoicing.BillingRunReviewed;
import io.tenantry.invoicing.BillingRuns;
import io.tenantry.workflow.ProcessTest;
import java.time.Duration;
import java.time.LocalDate;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.mock.Mocks;
import org.junit.jupiter.api.Test;

class BillingRunProcessTest extends ProcessTest {

    private BillingRuns runs;
    private BillingRunProcess door;

    private final Pace pace = new Pace();

    /** Lanes and backlog as the test wants them. */
    public static class Pace extends BillingPace {

        private int lanes = 1;
        private boolean busy;

        Pace() {
            super(1, 200, Duration.ofSeconds(2));
        }

        @Override
        public int getLanes() {
            return lanes;
        }

        @Override
        int room(long waiting) {
            return busy ? 0 : super.room(waiting);
        }
    }

    BillingRunProcessTest() {
        super(BillingRunProcess.KEY);
    }

    @Override
    protected void open() {
        runs = mock();
        pace.lanes = 1;
        Mocks.register("billingPace", pace);
        bind(
                new BillingSchedule("0 30 2 * * ?"),
                new RequestBillingRun(runs, calendar()),
                new SelectDueContracts(runs),
                new CheckContracts(runs),
                new InvoiceContracts(runs),
                new ReleaseInvoices(runs, pace),
                new CloseBillingRun(runs));
        door = new BillingRunProcess(ENGINE.getRuntimeService(), ENGINE.getTaskService());
    }

    @Test
    void invoicesAndReleasesChunkByChunkUntilNothingIsLeft() {
        given(runs.invoiceNextChunk("RUN-1")).willReturn(true, true, false);
        given(runs.releaseNext("RUN-1", 200)).willReturn(true, false);

        var run = request();
        runJobs();

        assertThat(run)
                .isEnded()
                .hasPassedInOrder(
                        "selectDueContracts",
                        "checkContracts",
                        "invoiceContracts",
                        "releaseInvoices",
                        "closeBillingRun",
                        "billingRunFinished")
                .hasNotPassed("reviewContractsSetAside");
        then(runs).should(times(1)).selectDueContracts("RUN-1");
        then(runs).should(times(3)).invoiceNextChunk("RUN-1");
        then(runs).should(times(2)).releaseNext("RUN-1", 200);
        then(runs).should().finish("RUN-1");
    }

    @Test
    void waitsForPostInvoiceWhileItIsBusy() {
        given(runs.releaseNext("RUN-1", 0)).willReturn(true);
        pace.busy = true;

        var run = request();
        runJobs();

        assertThat(run).isWaitingAt("postInvoiceCaughtUp");

        pace.busy = false;
        timePassesUntil("2026-03-10T09:00:02Z");
        runJobs();

        assertThat(run).isEnded().hasPassed("billingRunFinished");
        then(runs).should(times(1)).releaseNext("RUN-1", 200);
    }

    @Test
    void invoicesInSeveralLanesBesideEachOther() {
        pace.lanes = 3;
        given(runs.invoiceNextChunk("RUN-1")).willReturn(true, true, false);

        var run = request();
        runJobs();

        assertThat(run).isEnded();
        then(runs).should(times(5)).invoiceNextChunk("RUN-1");
    }

    @Test
    void goesOnWithTheNextChunkAfterAFailureAndSelectsNothingTwice() {
        given(runs.invoiceNextChunk("RUN-1"))
                .willReturn(true)
                .willThrow(new IllegalStateException("deadlock"))
                .willReturn(false);
        var run = request();

        assertThatThrownBy(ProcessTest::runJobs).hasMessageContaining("deadlock");

        assertThat(run).isWaitingAt("invoiceContracts");

        runJobs();

        assertThat(run).isEnded();
        then(runs).should(times(1)).selectDueContracts("RUN-1");
    }

    @Test
    void asksAPersonAboutContractsSetAsideButReleasesTheOthersFirst() {
        given(runs.setAside("RUN-1")).willReturn(2);

        var run = request();
        runJobs();

        assertThat(run).isWaitingAt("reviewContractsSetAside").hasPassed("releaseInvoices");
        assertThat(taskOf(run)).hasCandidateGroup("billing-manager");
        then(runs).should(never()).finish(any());

        door.close(new BillingRunReviewed("RUN-99"));
        assertThat(run).isWaitingAt("reviewContractsSetAside");
        door.close(new BillingRunReviewed("RUN-1"));
        runJobs();

        assertThat(run).isEnded().hasPassed("billingRunFinished");
        then(runs).should().finish("RUN-1");
    }

    @Test
    void requestsARunByItselfEveryNight() {
        given(runs.request(LocalDate.parse("2026-03-10"))).willAnswer(call -> {
            door.start(new BillingRunRequested("RUN-7"));
            return "RUN-7";
        });
        var timer = startTimer();

        ENGINE.getManagementService().executeJob(timer.getId());
        runJobs();

        then(runs).should(times(1)).request(any());
        then(runs).should().finish("RUN-7");
        org.assertj.core.api.Assertions.assertThat(ENGINE.getHistoryService()
                        .createHistoricProcessInstanceQuery()
                        .processInstanceBusinessKey("RUN-7")
                        .finished()
                        .count())
                .isEqualTo(1);
    }

    private ProcessInstance request() {
        door.start(new BillingRunRequested("RUN-1"));
        return running("RUN-1");
    }
}
