package io.tenantry.workflow.change;

import io.tenantry.subscription.LicenseChanges;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sets the change to Failed Provisioning, with the words of who refused it. */
@Component
class RecordChangeRejection implements JavaDelegate {

    private final LicenseChanges changes;

    RecordChangeRejection(LicenseChanges changes) {
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new ChangeData(execution);
        changes.failed(data.change(), data.refusal());
    }
}
