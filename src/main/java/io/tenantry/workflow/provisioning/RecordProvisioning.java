package io.tenantry.workflow.provisioning;

import io.tenantry.subscription.LicenseChanges;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sets the change to Provisioned. */
@Component
class RecordProvisioning implements JavaDelegate {

    private final LicenseChanges changes;

    RecordProvisioning(LicenseChanges changes) {
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        changes.provisioned(new ProvisioningData(execution).change());
    }
}
