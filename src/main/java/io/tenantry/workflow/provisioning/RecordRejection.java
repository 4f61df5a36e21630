package io.tenantry.workflow.provisioning;

import io.tenantry.subscription.LicenseChanges;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sets the change to Failed Provisioning, with the provider's words. */
@Component
class RecordRejection implements JavaDelegate {

    private final LicenseChanges changes;

    RecordRejection(LicenseChanges changes) {
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new ProvisioningData(execution);
        changes.failed(data.change(), data.rejection());
    }
}
