package io.tenantry.workflow.billingplan;

import io.tenantry.invoicing.BillingPlanRequested;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** The variables of {@code billing-plan.bpmn}: the plan's number and how much is left. */
record BillingPlanData(DelegateExecution execution) {

    static Map<String, Object> startingWith(BillingPlanRequested event) {
        return Map.of("planNumber", event.planNumber());
    }

    String plan() {
        return (String) execution.getVariable("planNumber");
    }

    void contractsLeft(int left) {
        execution.setVariable("contractsLeft", left);
    }
}
