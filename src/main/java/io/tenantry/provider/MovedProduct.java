package io.tenantry.provider;

import org.jspecify.annotations.Nullable;

/**
 * What became of a move to another product.
 *
 * @param targetSubscriptionId the provider's id of the subscription that has the moved seats now: the ordered one itself
 *     if all of it moved, another one after a partial move; null while the move is under way
 */
public record MovedProduct(ChangeOutcome outcome, @Nullable String targetSubscriptionId) {

    public static MovedProduct to(String subscriptionId) {
        return new MovedProduct(ChangeOutcome.APPLIED, subscriptionId);
    }

    public static MovedProduct pending() {
        return new MovedProduct(ChangeOutcome.PENDING, null);
    }
}
