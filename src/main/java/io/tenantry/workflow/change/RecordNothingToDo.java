package io.tenantry.workflow.change;

import io.tenantry.subscription.LicenseChanges;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sets the change to Not Applicable: whoever provisions it has nothing to do. */
@Component
class RecordNothingToDo implements JavaDelegate {

    private final LicenseChanges changes;

    RecordNothingToDo(LicenseChanges changes) {
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        changes.nothingToProvision(new ChangeData(execution).change(), "Its provider has nothing to provision");
    }
}
