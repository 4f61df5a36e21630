package io.tenantry.workflow.postinvoice;

import io.tenantry.invoicing.InvoiceReleased;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The door to {@code post-invoice.bpmn}. */
@Component
class PostInvoiceProcess {

    static final String KEY = "post-invoice";

    private final RuntimeService runtime;

    PostInvoiceProcess(RuntimeService runtime) {
        this.runtime = runtime;
    }

    /** Runs in the publisher's transaction: the invoice is released and its process started together or not at all. */
    @EventListener
    void start(InvoiceReleased event) {
        runtime.startProcessInstanceByKey(KEY, event.invoiceNumber(), PostInvoiceData.startingWith(event));
    }
}
