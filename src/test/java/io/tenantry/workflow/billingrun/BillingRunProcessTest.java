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
import java.time.LocalDate;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;

class BillingRunProcessTest extends ProcessTest {

    private BillingRuns runs;
    private BillingRunProcess door;

    BillingRunProcessTest() {
        super(BillingRunProcess.KEY);
    }

    @Override
    protected void open() {
        runs = mock();
        bind(
                new BillingSchedule("0 30 2 * * ?"),
                new RequestBillingRun(runs, calendar()),
                new SelectDueContracts(runs),
                new CheckContracts(runs),
                new InvoiceContracts(runs),
                new ReleaseInvoices(runs),
                new CloseBillingRun(runs));
        door = new BillingRunProcess(ENGINE.getRuntimeService(), ENGINE.getTaskService());
    }

    @Test
    void invoicesAndReleasesChunkByChunkUntilNothingIsLeft() {
        given(runs.invoiceNextChunk("RUN-1")).willReturn(400, 200, 0);
        given(runs.releaseNextChunk("RUN-1")).willReturn(50, 0);

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
        then(runs).should(times(2)).releaseNextChunk("RUN-1");
        then(runs).should().finish("RUN-1");
    }

    @Test
    void goesOnWithTheNextChunkAfterAFailureAndSelectsNothingTwice() {
        given(runs.invoiceNextChunk("RUN-1"))
                .willReturn(200)
                .willThrow(new IllegalStateException("deadlock"))
                .willReturn(0);
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
