package io.tenantry.workflow.change;

import io.tenantry.subscription.LicenseChanges;
import io.tenantry.subscription.MergeRefused;
import io.tenantry.workflow.engine.BusinessErrors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Merges the scheduled change into the ledger; from here on the process is about its license change. */
@Component
class MergeScheduledChange implements JavaDelegate {

    private final LicenseChanges changes;

    MergeScheduledChange(LicenseChanges changes) {
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new ChangeData(execution);
        try {
            data.mergedInto(changes.merge(data.change()));
        } catch (MergeRefused refused) {
            data.mergeRefusedFor(refused.reason());
            throw BusinessErrors.of(refused);
        }
    }
}
