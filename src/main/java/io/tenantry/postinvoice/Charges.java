package io.tenantry.postinvoice;

import org.springframework.stereotype.Service;

/** Charges the contract's payment profile. A repeat after an unknown outcome uses the same key; after a decline it is a new attempt. */
@Service
public class Charges {

    public void charge(String invoiceNumber) {
        throw new UnsupportedOperationException();
    }
}
