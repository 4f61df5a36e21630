package io.tenantry.workflow.postinvoice;

import io.tenantry.postinvoice.InvoiceEmails;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sends the invoice with its PDF, once to each address. */
@Component
class EmailInvoice implements JavaDelegate {

    private final InvoiceEmails emails;

    EmailInvoice(InvoiceEmails emails) {
        this.emails = emails;
    }

    @Override
    public void execute(DelegateExecution execution) {
        emails.send(new PostInvoiceData(execution).invoice());
    }
}
