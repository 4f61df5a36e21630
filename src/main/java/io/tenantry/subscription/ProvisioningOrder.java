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
 * @param instruction what else the provider is told; null for a change of quantity or product alone
 * @param remaining how many seats stay with the old product where only some of them move
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
        boolean changesProduct,
        @Nullable TermInstruction instruction,
        int remaining) {

    /** Of a change of quantity, or of the product as a whole. */
    public ProvisioningOrder(
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
        this(
                changeNumber,
                subscriptionNumber,
                provider,
                tenantId,
                country,
                partNumber,
                term,
                billingPlan,
                name,
                targetQuantity,
                requestId,
                providerSubscriptionId,
                parentProviderSubscriptionId,
                providerOrderId,
                preparedOrder,
                tellsProvider,
                changesProduct,
                null,
                0);
    }

    /** Whether it goes to the provider as a change of the term: neither its quantity nor its product moves. */
    public boolean changesTerm() {
        return instruction != null && instruction.instruction().changesTerm();
    }

    /** Whether some seats stay behind, so that the ordered subscription keeps its product with fewer of them. */
    public boolean movesSome() {
        return remaining > 0;
    }

    public boolean instructs(Instruction what) {
        return instruction != null && instruction.instruction() == what;
    }

    /** Whether the provider has the subscription, so that a new one must not be ordered. */
    public boolean isThereAlready() {
        return providerSubscriptionId != null;
    }
}
