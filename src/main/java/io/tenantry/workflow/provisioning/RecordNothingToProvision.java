package io.tenantry.workflow.provisioning;

import io.tenantry.subscription.LicenseChanges;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sets the change to Not Applicable: whoever provisions it has nothing to do. */
@Component
class RecordNothingToProvision implements JavaDelegate {

    private final LicenseChanges changes;

    RecordNothingToProvision(LicenseChanges changes) {
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        changes.nothingToProvision(new ProvisioningData(execution).change(), "Its provider has nothing to provision");
    }
}
