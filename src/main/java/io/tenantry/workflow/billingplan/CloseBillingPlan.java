package io.tenantry.workflow.billingplan;

import io.tenantry.invoicing.BillingPlans;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Adds what is gone and takes the plan's fingerprint. */
@Component
class CloseBillingPlan implements JavaDelegate {

    private final BillingPlans plans;

    CloseBillingPlan(BillingPlans plans) {
        this.plans = plans;
    }

    @Override
    public void execute(DelegateExecution execution) {
        plans.finish(new BillingPlanData(execution).plan());
    }
}
