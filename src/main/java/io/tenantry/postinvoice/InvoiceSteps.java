package io.tenantry.postinvoice;

import io.tenantry.decision.PostInvoiceSteps;
import org.springframework.stereotype.Service;

/** Which steps follow an invoice, and what became of each. */
@Service
public class InvoiceSteps {

    /** Facts for the decision post-invoice-steps. */
    public PostInvoiceSteps.Question facts(String invoiceNumber) {
        throw new UnsupportedOperationException();
    }

    /** Keeps what was decided: planned, or skipped with its reason. Repeating it changes nothing that is done. */
    public void plan(String invoiceNumber, PostInvoiceSteps.Steps steps) {
        throw new UnsupportedOperationException();
    }
}
