package io.tenantry.workflow.change;

import io.tenantry.subscription.LicenseChanges;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sets the scheduled change to Merge Failed, with the cause. */
@Component
class RecordMergeFailure implements JavaDelegate {

    private final LicenseChanges changes;

    RecordMergeFailure(LicenseChanges changes) {
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new ChangeData(execution);
        changes.mergeFailed(data.change(), data.mergeCause(), data.refusal());
    }
}
