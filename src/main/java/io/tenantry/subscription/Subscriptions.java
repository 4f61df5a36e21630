package io.tenantry.subscription;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** The subscriptions: ordering, adopting and reading them. Quantities and prices change through {@link LicenseChanges}. */
@Service
public class Subscriptions {

    /** Facts for the decisions unit-matching, currency-matching and price-coverage. */
    public SalesFacts salesFacts(String subscriptionNumber) {
        throw new UnsupportedOperationException();
    }

    /**
     * Whether an add-on's parent is provisioned. Locks the parent until the transaction ends, so that the answer cannot
     * go stale before a process waits for the parent.
     */
    public Turn parentTurn(String subscriptionNumber) {
        throw new UnsupportedOperationException();
    }

    /** Attaches the customer's subscriptions that have no contract to its only default contract; returns how many. */
    public int attachToDefaultContract(UUID customerId) {
        throw new UnsupportedOperationException();
    }

    /**
     * Adopts what exists at the provider and is unknown here, with a Create change of source PROVIDER that is Not
     * Applicable for provisioning; takes over a quantity that was changed there as an Update change. Repeating it with
     * the same facts changes nothing.
     *
     * @return how many changes were written
     */
    public int adopt(List<SeenSubscription> seen) {
        throw new UnsupportedOperationException();
    }
}
