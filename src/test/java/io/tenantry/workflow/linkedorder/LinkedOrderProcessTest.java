package io.tenantry.workflow.linkedorder;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

import io.tenantry.provider.ProviderRejected;
import io.tenantry.subscription.LinkedChanges;
import io.tenantry.subscription.LinkedOutcome;
import io.tenantry.subscription.LinkedParentDecided;
import io.tenantry.subscription.ProvisioningStatus;
import io.tenantry.workflow.ProcessTest;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;

class LinkedOrderProcessTest extends ProcessTest {

    private LinkedChanges changes;
    private LinkedOrderProcess door;

    LinkedOrderProcessTest() {
        super(LinkedOrderProcess.KEY);
    }

    @Override
    protected void open() {
        changes = mock();
        bind(new PushToParent(changes), new CheckParentOutcome(changes));
        door = new LinkedOrderProcess(ENGINE.getRuntimeService());
        given(changes.push("LCL-1")).willReturn("LCL-9");
    }

    @Test
    void pushesTheDeltaAndFollowsTheParent() {
        given(changes.outcome("LCL-1"))
                .willReturn(outcome(ProvisioningStatus.AWAITING_PROVISIONING, ""))
                .willReturn(outcome(ProvisioningStatus.PROVISIONED, ""));

        var order = start();
        runJobs();

        assertThat(order).isWaitingAt("linkedParentDecided");

        door.parentDecided(new LinkedParentDecided("LCL-2", "LCL-9"));
        runJobs();
        assertThat(order).isWaitingAt("linkedParentDecided");
        door.parentDecided(new LinkedParentDecided("LCL-1", "LCL-9"));
        runJobs();

        assertThat(order).isEnded().hasPassed("pushToParent", "doneThroughParent");
        Assertions.assertThat(variable(order, "nothingToDo")).isEqualTo(false);
    }

    @Test
    void saysThatThereIsNothingToDoWhereTheParentHasNothing() {
        given(changes.outcome("LCL-1")).willReturn(outcome(ProvisioningStatus.NOT_APPLICABLE, ""));

        var order = start();
        runJobs();

        assertThat(order).isEnded().hasPassed("doneThroughParent");
        Assertions.assertThat(variable(order, "nothingToDo")).isEqualTo(true);
    }

    @Test
    void failsWithTheParentsWords() {
        given(changes.outcome("LCL-1"))
                .willReturn(outcome(ProvisioningStatus.FAILED_PROVISIONING, "LCL-9 has failed: no seats left"));

        var order = start();
        runJobs();

        assertThat(order).isEnded().hasPassed("parentFailed");
        Assertions.assertThat(variable(order, "refusal")).isEqualTo("LCL-9 has failed: no seats left");
    }

    @Test
    void failsWhereTheParentCannotTakeIt() {
        given(changes.push("LCL-1")).willThrow(new ProviderRejected("linked-parent", "The linked parent is suspended"));

        var order = start();
        runJobs();

        assertThat(order).isEnded().hasPassed("parentRefused", "parentFailed");
        Assertions.assertThat(variable(order, "refusal")).isEqualTo("The linked parent is suspended (linked-parent)");
        then(changes).should(never()).outcome("LCL-1");
    }

    private static LinkedOutcome outcome(ProvisioningStatus status, String words) {
        return new LinkedOutcome("LCL-9", status, words);
    }

    private static ProcessInstance start() {
        return ENGINE.getRuntimeService()
                .startProcessInstanceByKey(
                        LinkedOrderProcess.KEY, "LCL-1", Map.of(LinkedOrderData.CHILD_CHANGE, "LCL-1"));
    }
}
