package io.tenantry.workflow.linkedorder;

import io.tenantry.provider.ProviderRejected;
import io.tenantry.subscription.LinkedChanges;
import io.tenantry.workflow.engine.BusinessErrors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Pushes the delta to the linked parent, once. */
@Component
class PushToParent implements JavaDelegate {

    private final LinkedChanges changes;

    PushToParent(LinkedChanges changes) {
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        try {
            changes.push(new LinkedOrderData(execution).change());
        } catch (ProviderRejected refused) {
            throw BusinessErrors.of(refused);
        }
    }
}
