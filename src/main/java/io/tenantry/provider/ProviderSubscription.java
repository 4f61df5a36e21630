package io.tenantry.provider;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
 * @param refundable seats that may still be given back, by the end of their window
 * @param cancellableUntil when the right to cancel the whole of it ends; null where the provider names no time
 * @param nextTerm what it renews to, if that was scheduled; null if it renews as it is, or not at all
 * @param changedAt when it was last changed there; null where the provider does not tell
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
        List<RefundWindow> refundable,
        @Nullable Instant cancellableUntil,
        @Nullable NextTerm nextTerm,
        @Nullable Instant changedAt) {

    /** One of which the provider tells no windows and nothing of its next term. */
    public ProviderSubscription(
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
            @Nullable String parentSubscriptionId) {
        this(
                subscriptionId,
                orderId,
                partNumber,
                name,
                quantity,
                status,
                term,
                billingPlan,
                autoRenew,
                trial,
                startedAt,
                commitmentEnd,
                parentSubscriptionId,
                List.of(),
                null,
                null,
                null);
    }

    /** All seats that may still be given back. */
    public int refundableQuantity() {
        return refundable.stream().mapToInt(RefundWindow::quantity).sum();
    }
}
