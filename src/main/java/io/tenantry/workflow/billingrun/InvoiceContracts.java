package io.tenantry.workflow.billingrun;

import io.tenantry.invoicing.BillingRuns;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Invoices the next contracts, a chunk per job. */
@Component
class InvoiceContracts implements JavaDelegate {

    private final BillingRuns runs;

    InvoiceContracts(BillingRuns runs) {
        this.runs = runs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new BillingRunData(execution);
        data.contractsLeft(runs.invoiceNextChunk(data.run()));
    }
}
