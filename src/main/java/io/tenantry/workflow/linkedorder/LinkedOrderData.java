package io.tenantry.workflow.linkedorder;

import io.tenantry.subscription.LinkedOutcome;
import io.tenantry.subscription.ProvisioningStatus;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** The variables of {@code linked-order.bpmn}. Who calls it reads back whether there was nothing to do. */
record LinkedOrderData(DelegateExecution execution) {

    /** Not {@code changeNumber}: what ends the child's process must not be taken for what became of the parent. */
    static final String CHILD_CHANGE = "childChange";

    String change() {
        return (String) execution.getVariable(CHILD_CHANGE);
    }

    void outcome(LinkedOutcome outcome) {
        var failed = outcome.status() == ProvisioningStatus.FAILED_PROVISIONING;
        execution.setVariable("parentOutcome", outcome.status().isSettled() ? "SETTLED" : failed ? "FAILED" : "OPEN");
        execution.setVariable("nothingToDo", outcome.status() == ProvisioningStatus.NOT_APPLICABLE);
        execution.setVariable("refusal", outcome.words());
    }
}
