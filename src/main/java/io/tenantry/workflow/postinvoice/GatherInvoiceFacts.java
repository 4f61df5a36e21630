package io.tenantry.workflow.postinvoice;

import io.tenantry.postinvoice.InvoiceSteps;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Reads what the decision on the steps wants to know of the invoice. */
@Component
class GatherInvoiceFacts implements JavaDelegate {

    private final InvoiceSteps steps;

    GatherInvoiceFacts(InvoiceSteps steps) {
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new PostInvoiceData(execution);
        data.facts(steps.facts(data.invoice()));
    }
}
