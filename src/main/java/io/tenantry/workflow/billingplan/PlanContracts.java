package io.tenantry.workflow.billingplan;

import io.tenantry.invoicing.BillingPlans;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Plans the next contracts, a chunk per job. */
@Component
class PlanContracts implements JavaDelegate {

    private final BillingPlans plans;

    PlanContracts(BillingPlans plans) {
        this.plans = plans;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new BillingPlanData(execution);
        data.contractsLeft(plans.planNextChunk(data.plan()));
    }
}
