package io.tenantry.provider;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as the provider holds it.
 *
 * @param partNumber {@code productId:skuId}, the key of the product mapping
 * @param status the provider's own word, lower case, such as {@code active}, {@code suspended}, {@code deleted}
 * @param term ISO 8601, such as {@code P1Y}; empty where the provider has none
 * @param billingPlan {@code MONTHLY}, {@code ANNUAL} or {@code TRIENNIAL}; empty where the provider has none
 * @param commitmentEnd last day of the term
 * @param parentSubscriptionId the provider's id of the base subscription of an add-on
 * @param refundableQuantity seats that may still be given back
 */
public record ProviderSubscription(
        String subscriptionId,
        String orderId,
        String partNumber,
        String name,
        int quantity,
        String status,
        String term,
        String billingPlan,
        boolean autoRenew,
        boolean trial,
        Instant startedAt,
        @Nullable LocalDate commitmentEnd,
        @Nullable String parentSubscriptionId,
        int refundableQuantity) {}
