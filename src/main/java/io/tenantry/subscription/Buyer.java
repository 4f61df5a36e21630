package io.tenantry.subscription;

import io.tenantry.contract.BillingContractView;
import io.tenantry.customer.ProviderAccountView;
import java.util.UUID;

/** Who orders: the tenant that gets it, the customer it belongs to, and the contract that bills it. */
record Buyer(ProviderAccountView account, UUID customerId, BillingContractView contract) {

    Owner owner() {
        return new Owner(customerId, contract.id(), contract.priceListId());
    }
}
