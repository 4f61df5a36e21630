package io.tenantry.postinvoice;

import org.springframework.stereotype.Service;

/** Sends the invoice with its PDF: one message per invoice and address. Repeating it sends nothing that was sent. */
@Service
public class InvoiceEmails {

    public void send(String invoiceNumber) {
        throw new UnsupportedOperationException();
    }
}
