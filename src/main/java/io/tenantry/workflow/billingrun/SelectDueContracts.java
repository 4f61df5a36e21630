package io.tenantry.workflow.billingrun;

import io.tenantry.invoicing.BillingRuns;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Picks the contracts that are due. */
@Component
class SelectDueContracts implements JavaDelegate {

    private final BillingRuns runs;

    SelectDueContracts(BillingRuns runs) {
        this.runs = runs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        runs.selectDueContracts(new BillingRunData(execution).run());
    }
}
