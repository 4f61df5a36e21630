package io.tenantry.workflow.billingrun;

import io.tenantry.invoicing.BillingRuns;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Releases the next invoices, a chunk per job, so that what follows them is started at a pace. */
@Component
class ReleaseInvoices implements JavaDelegate {

    private final BillingRuns runs;

    ReleaseInvoices(BillingRuns runs) {
        this.runs = runs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new BillingRunData(execution);
        data.invoicesLeft(runs.releaseNextChunk(data.run()));
        data.setAside(runs.setAside(data.run()));
    }
}
