package io.tenantry.provider;

import org.jspecify.annotations.Nullable;

/**
 * What to order at the provider.
 *
 * @param partNumber {@code productId:skuId}
 * @param quantity at least 1
 * @param term ISO 8601: {@code P1M}, {@code P1Y} or {@code P3Y}
 * @param billingPlan {@code MONTHLY}, {@code ANNUAL} or {@code TRIENNIAL}
 * @param country of the customer, ISO 3166 alpha 2; the provider's catalog differs by it
 * @param parentSubscriptionId the provider's id of the base subscription, for an add-on
 * @param requestId persisted before the call and the same for every repeat of it
 */
public record LicenseOrder(
        String tenantId,
        String partNumber,
        int quantity,
        String term,
        String billingPlan,
        String country,
        @Nullable String parentSubscriptionId,
        String friendlyName,
        String requestId) {}
