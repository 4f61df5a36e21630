package io.tenantry.workflow.billingrun;

import io.tenantry.invoicing.BillingRuns;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Releases the next invoices, as many as post-invoice has room for, so that neither work starves the other. */
@Component
class ReleaseInvoices implements JavaDelegate {

    private final BillingRuns runs;
    private final BillingPace pace;

    ReleaseInvoices(BillingRuns runs, BillingPace pace) {
        this.runs = runs;
        this.pace = pace;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new BillingRunData(execution);
        var room = pace.room(waiting(execution));
        var left = runs.releaseNext(data.run(), room);
        data.invoicesLeft(left);
        data.postInvoiceBusy(room == 0);
        if (!left) {
            data.setAside(runs.setAside(data.run()));
        }
    }

    /** Jobs that could run now; those that wait for a retry, or for a person, hold nobody up. */
    private static long waiting(DelegateExecution execution) {
        return execution
                .getProcessEngineServices()
                .getManagementService()
                .createJobQuery()
                .processDefinitionKey("post-invoice")
                .executable()
                .count();
    }
}
