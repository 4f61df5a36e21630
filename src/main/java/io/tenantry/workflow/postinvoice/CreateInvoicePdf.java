package io.tenantry.workflow.postinvoice;

import io.tenantry.postinvoice.InvoicePdfs;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Makes the invoice's PDF, once. */
@Component
class CreateInvoicePdf implements JavaDelegate {

    private final InvoicePdfs pdfs;

    CreateInvoicePdf(InvoicePdfs pdfs) {
        this.pdfs = pdfs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        pdfs.create(new PostInvoiceData(execution).invoice());
    }
}
