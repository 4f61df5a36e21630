package io.tenantry.workflow.postinvoice;

import io.tenantry.postinvoice.InvoiceDocuments;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Makes the invoice's PDF, and with it the files for machines, once. */
@Component
class CreateInvoicePdf implements JavaDelegate {

    private final InvoiceDocuments documents;

    CreateInvoicePdf(InvoiceDocuments documents) {
        this.documents = documents;
    }

    @Override
    public void execute(DelegateExecution execution) {
        documents.create(new PostInvoiceData(execution).invoice());
    }
}
