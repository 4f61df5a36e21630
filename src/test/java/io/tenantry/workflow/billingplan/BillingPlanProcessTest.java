package io.tenantry.workflow.billingplan;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

import io.tenantry.invoicing.BillingPlanRequested;
import io.tenantry.invoicing.BillingPlans;
import io.tenantry.workflow.ProcessTest;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;

class BillingPlanProcessTest extends ProcessTest {

    private BillingPlans plans;
    private BillingPlanProcess door;

    BillingPlanProcessTest() {
        super(BillingPlanProcess.KEY);
    }

    @Override
    protected void open() {
        plans = mock();
        bind(new PlanContracts(plans), new CloseBillingPlan(plans));
        door = new BillingPlanProcess(ENGINE.getRuntimeService());
    }

    @Test
    void plansChunkByChunkAndThenClosesThePlan() {
        given(plans.planNextChunk("PLAN-1")).willReturn(400, 200, 0);

        var plan = request();
        runJobs();

        assertThat(plan).isEnded().hasPassedInOrder("planContracts", "closeBillingPlan", "billingPlanReady");
        then(plans).should(times(3)).planNextChunk("PLAN-1");
        then(plans).should(times(1)).finish("PLAN-1");
    }

    @Test
    void goesOnWithTheNextChunkAfterAFailure() {
        given(plans.planNextChunk("PLAN-1"))
                .willReturn(200)
                .willThrow(new IllegalStateException("connection lost"))
                .willReturn(0);
        var plan = request();

        assertThatThrownBy(ProcessTest::runJobs).hasMessageContaining("connection lost");

        assertThat(plan).isWaitingAt("planContracts");
        then(plans).should(never()).finish("PLAN-1");

        runJobs();

        assertThat(plan).isEnded();
        then(plans).should(times(3)).planNextChunk("PLAN-1");
    }

    private ProcessInstance request() {
        door.start(new BillingPlanRequested("PLAN-1"));
        return running("PLAN-1");
    }
}
