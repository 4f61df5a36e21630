package io.tenantry.workflow.change;

import io.tenantry.subscription.LicenseChanges;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Reads what the reduction window decision wants to know of the change. */
@Component
class GatherReductionFacts implements JavaDelegate {

    private final LicenseChanges changes;

    GatherReductionFacts(LicenseChanges changes) {
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new ChangeData(execution);
        data.reductionFacts(changes.reductionFacts(data.change()));
    }
}
