package io.tenantry.workflow.postinvoice;

import io.tenantry.postinvoice.AccountingPostings;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Posts the invoice to the accounting system, once. */
@Component
class PostInvoice implements JavaDelegate {

    private final AccountingPostings postings;

    PostInvoice(AccountingPostings postings) {
        this.postings = postings;
    }

    @Override
    public void execute(DelegateExecution execution) {
        postings.post(new PostInvoiceData(execution).invoice());
    }
}
