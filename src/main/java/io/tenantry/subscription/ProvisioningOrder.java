package io.tenantry.subscription;

import org.jspecify.annotations.Nullable;

/**
 * All that the provider has to be told for one change.
 *
 * @param providerSubscriptionId null until the Create change is provisioned
 * @param parentProviderSubscriptionId of an add-on's base, once that is provisioned
 * @param targetQuantity total after the change
 * @param requestId one per intended change; the same for each repeat, renewed after a definite answer
 * @param preparedOrder the provider's reference of a prepared order, once there is one
 * @param tellsProvider false for a change of price alone, and for changes that came from the provider
 * @param changesProduct whether the product itself moves
 */
public record ProvisioningOrder(
        String changeNumber,
        String subscriptionNumber,
        String provider,
        String tenantId,
        String country,
        String partNumber,
        String term,
        String billingPlan,
        String name,
        int targetQuantity,
        String requestId,
        @Nullable String providerSubscriptionId,
        @Nullable String parentProviderSubscriptionId,
        @Nullable String providerOrderId,
        @Nullable String preparedOrder,
        boolean tellsProvider,
        boolean changesProduct) {

    /** Whether the provider has the subscription, so that a new one must not be ordered. */
    public boolean isThereAlready() {
        return providerSubscriptionId != null;
    }
}
