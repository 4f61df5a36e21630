package io.tenantry.subscription;

import io.tenantry.shared.Money;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants a subscription, or some of its seats, to go on as another one: an upgrade, or a longer term.
 *
 * @param partNumber of the product that it goes on as; may be the present one, for another term
 * @param quantity how many seats move; null moves all
 * @param contractNumber that bills the new one; null takes the present one. The old one is never moved
 * @param salesUnit of the new one; null takes the present one
 * @param unitPrice of one sales unit; null takes the price list's
 * @param version of the subscription as the caller read it
 */
public record MoveCommand(
        String subscriptionNumber,
        String partNumber,
        @Nullable Integer quantity,
        String term,
        String billingPlan,
        @Nullable String contractNumber,
        @Nullable String salesUnit,
        @Nullable Money unitPrice,
        String reason,
        long version) {}
