package io.tenantry.workflow.change;

import io.tenantry.subscription.LicenseChanges;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sets the change to Provisioned. */
@Component
class RecordChange implements JavaDelegate {

    private final LicenseChanges changes;

    RecordChange(LicenseChanges changes) {
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        changes.provisioned(new ChangeData(execution).change());
    }
}
