package io.tenantry.workflow.billingrun;

import io.tenantry.invoicing.BillingRuns;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sets contracts aside that cannot be billed. */
@Component
class CheckContracts implements JavaDelegate {

    private final BillingRuns runs;

    CheckContracts(BillingRuns runs) {
        this.runs = runs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        runs.checkContracts(new BillingRunData(execution).run());
    }
}
