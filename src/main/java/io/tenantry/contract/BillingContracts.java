package io.tenantry.contract;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** The billing contracts. */
@Service
public class BillingContracts {

    public BillingContractView get(String number) {
        throw new UnsupportedOperationException();
    }

    public BillingContractView get(UUID id) {
        throw new UnsupportedOperationException();
    }

    /** The customer's default contract, if exactly one active contract is marked as default. */
    public Optional<BillingContractView> defaultOf(UUID customerId) {
        throw new UnsupportedOperationException();
    }
}
