package io.tenantry.workflow.billingrun;

import io.tenantry.invoicing.BillingRuns;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Marks the run as finished. */
@Component
class CloseBillingRun implements JavaDelegate {

    private final BillingRuns runs;

    CloseBillingRun(BillingRuns runs) {
        this.runs = runs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        runs.finish(new BillingRunData(execution).run());
    }
}
