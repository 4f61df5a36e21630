package io.tenantry.workflow.linkedorder;

import io.tenantry.subscription.LinkedChanges;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Reads what became of the parent's change. */
@Component
class CheckParentOutcome implements JavaDelegate {

    private final LinkedChanges changes;

    CheckParentOutcome(LinkedChanges changes) {
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new LinkedOrderData(execution);
        data.outcome(changes.outcome(data.change()));
    }
}
