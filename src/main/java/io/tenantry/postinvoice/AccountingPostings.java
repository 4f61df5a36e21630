package io.tenantry.postinvoice;

import org.springframework.stereotype.Service;

/** Posts the invoice to the accounting system once. */
@Service
public class AccountingPostings {

    public void post(String invoiceNumber) {
        throw new UnsupportedOperationException();
    }
}
