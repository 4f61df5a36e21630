package io.tenantry.subscription;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The change ledger. Provisioning tells the target quantity, never the difference; changes of one subscription go to
 * the provider strictly in order.
 */
@Service
public class LicenseChanges {

    /**
     * Whether the change may go to the provider: no earlier change of its subscription is awaiting or failed. Locks the
     * subscription until the transaction ends.
     */
    public Turn turnOf(String changeNumber) {
        throw new UnsupportedOperationException();
    }

    public ProvisioningOrder provisioningOrder(String changeNumber) {
        throw new UnsupportedOperationException();
    }

    /** Keeps the provider's reference of the prepared order, before it is placed. */
    public void orderPrepared(String changeNumber, String preparedOrder) {
        throw new UnsupportedOperationException();
    }

    /** Keeps what the provider answered to the order; the subscription's id may follow later. */
    public void orderPlaced(String changeNumber, String orderId, @Nullable String providerSubscriptionId) {
        throw new UnsupportedOperationException();
    }

    /**
     * Sets the change to Provisioned, now. Publishes {@link LicensesProvisioned} and {@link LicenseChangeSettled}.
     * Repeating it does nothing.
     */
    public void provisioned(String changeNumber) {
        throw new UnsupportedOperationException();
    }

    /** Sets the change to Failed Provisioning with the provider's words, and renews its request id. */
    public void failed(String changeNumber, String words) {
        throw new UnsupportedOperationException();
    }

    /** A person puts a Failed or Not Applicable change back to Awaiting. Publishes {@link LicenseChangeRequeued}. */
    public void requeue(String changeNumber, String reason) {
        throw new UnsupportedOperationException();
    }

    /** A person, or a provider that provisions nothing, sets it to Not Applicable. Publishes {@link LicenseChangeSettled}. */
    public void notApplicable(String changeNumber, String reason) {
        throw new UnsupportedOperationException();
    }

    /** Whether the change still awaits provisioning (a person may have set it to Not Applicable meanwhile). */
    public boolean isAwaiting(String changeNumber) {
        throw new UnsupportedOperationException();
    }

    /** Facts for the decision quantity-change-window of an LCL or SLCL. */
    public ReductionFacts reductionFacts(String changeNumber) {
        throw new UnsupportedOperationException();
    }

    /**
     * Merges a scheduled change: it is archived and its license change appended, awaiting provisioning.
     *
     * @return number of the license change
     * @throws MergeRefused if it cannot be merged now; nothing is written
     */
    public String merge(String scheduledNumber) {
        throw new UnsupportedOperationException();
    }

    /** Sets a scheduled change to Merge Failed with the cause. */
    public void mergeFailed(String scheduledNumber, String cause) {
        throw new UnsupportedOperationException();
    }
}
