package io.tenantry.invoicing;

import io.tenantry.shared.Money;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** The invoices and their life. */
@Service
public class Invoices {

    /** @param key the legal number, or our reference */
    public InvoiceView get(String key) {
        throw new UnsupportedOperationException();
    }

    public IssuingCompanyView issuer(UUID invoiceId) {
        throw new UnsupportedOperationException();
    }

    /**
     * Books a payment and moves the invoice to Partially Paid or Paid. The same reference books once.
     *
     * @param reference the gateway's id of the payment
     */
    public void recordPayment(String invoiceNumber, Money amount, String reference) {
        throw new UnsupportedOperationException();
    }
}
