package io.tenantry.workflow.provisioning;

import io.tenantry.subscription.Subscriptions;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks whether an add-on's parent is provisioned, and holds the parent until the process waits for it or goes on. */
@Component
class CheckParent implements JavaDelegate {

    private final Subscriptions subscriptions;

    CheckParent(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new ProvisioningData(execution);
        data.turn(subscriptions.parentTurn(data.subscription()));
    }
}
