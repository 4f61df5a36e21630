package io.tenantry.workflow.provisioning;

import io.tenantry.subscription.Subscriptions;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Reads what the three sales decisions want to know; what stopped the order before is over. */
@Component
class GatherSalesFacts implements JavaDelegate {

    private final Subscriptions subscriptions;

    GatherSalesFacts(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new ProvisioningData(execution);
        subscriptions.decidedAnew(data.subscription());
        data.salesFacts(subscriptions.salesFacts(data.subscription()));
    }
}
