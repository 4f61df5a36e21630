package io.tenantry.workflow.change;

import io.tenantry.subscription.LicenseChanges;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks whether earlier changes of the subscription are settled, and what the provider must be told. */
@Component
class CheckTurn implements JavaDelegate {

    private final LicenseChanges changes;

    CheckTurn(LicenseChanges changes) {
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new ChangeData(execution);
        data.turn(changes.turnOf(data.change()));
        data.route(changes.provisioningOrder(data.change()));
    }
}
