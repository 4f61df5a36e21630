package io.tenantry.postinvoice;

import org.springframework.stereotype.Service;

/** Makes the invoice's PDF once and keeps it with its SHA-256. Repeating it does nothing. */
@Service
public class InvoicePdfs {

    public void create(String invoiceNumber) {
        throw new UnsupportedOperationException();
    }
}
