package io.tenantry.contract;

import java.util.Optional;
import org.springframework.stereotype.Service;

/** The payment profiles. */
@Service
public class PaymentProfiles {

    /** The profile that a contract's invoices are charged to: its own, else the customer's default. */
    public Optional<PaymentProfileView> chargedFor(BillingContractView contract) {
        throw new UnsupportedOperationException();
    }
}
