package io.tenantry.workflow.postinvoice;

import io.tenantry.postinvoice.InvoiceSteps;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Keeps which steps follow and why the others do not. */
@Component
class PlanPostInvoiceSteps implements JavaDelegate {

    private final InvoiceSteps steps;

    PlanPostInvoiceSteps(InvoiceSteps steps) {
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new PostInvoiceData(execution);
        steps.plan(data.invoice(), data.steps());
    }
}
