package io.tenantry.workflow.billingplan;

import io.tenantry.invoicing.BillingPlanRequested;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The door to {@code billing-plan.bpmn}. The listener runs in the publisher's transaction. */
@Component
class BillingPlanProcess {

    static final String KEY = "billing-plan";

    private final RuntimeService runtime;

    BillingPlanProcess(RuntimeService runtime) {
        this.runtime = runtime;
    }

    @EventListener
    void start(BillingPlanRequested event) {
        runtime.startProcessInstanceByMessage(
                BillingPlanRequested.class.getSimpleName(), event.planNumber(), BillingPlanData.startingWith(event));
    }
}
