package io.tenantry.workflow.provisioning;

import io.tenantry.subscription.LicenseChanges;
import io.tenantry.subscription.WaitingFor;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Keeps with the change why it cannot be sold as it is, so that whoever looks at it sees that a person has to act. */
@Component
class RecordRefusedSale implements JavaDelegate {

    private final LicenseChanges changes;

    RecordRefusedSale(LicenseChanges changes) {
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new ProvisioningData(execution);
        changes.waits(data.change(), WaitingFor.CORRECTION, data.saleRefusal());
    }
}
