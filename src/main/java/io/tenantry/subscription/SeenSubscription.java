package io.tenantry.subscription;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as a sync saw it at the provider; the fields mean what the provider port says of them.
 *
 * @param changedAt when it was changed there last, as far as the provider says so
 * @param ahead what lies ahead of it; null where nobody looked
 */
public record SeenSubscription(
        String provider,
        String tenantId,
        String providerSubscriptionId,
        String providerOrderId,
        String partNumber,
        String name,
        int quantity,
        String status,
        String term,
        String billingPlan,
        boolean autoRenew,
        Instant startedAt,
        @Nullable LocalDate commitmentEnd,
        @Nullable String parentProviderSubscriptionId,
        @Nullable Instant changedAt,
        @Nullable Ahead ahead) {

    /**
     * What lies ahead of a subscription at the provider.
     *
     * @param next what it renews to; null renews as it is
     * @param cancellableUntil until when all of it can be cancelled
     */
    public record Ahead(@Nullable NextTerm next, @Nullable Instant cancellableUntil, boolean trial) {}

    /** A provider that does not speak of terms leaves ours as it is. */
    String termOr(String ours) {
        return term.isBlank() ? ours : term;
    }

    String billingPlanOr(String ours) {
        return billingPlan.isBlank() ? ours : billingPlan;
    }

    /** The same, changed at a moment that is known better than the provider tells. */
    SeenSubscription changedOn(Instant moment) {
        return new SeenSubscription(
                provider,
                tenantId,
                providerSubscriptionId,
                providerOrderId,
                partNumber,
                name,
                quantity,
                status,
                term,
                billingPlan,
                autoRenew,
                startedAt,
                commitmentEnd,
                parentProviderSubscriptionId,
                moment,
                ahead);
    }

    /** The same with what lies ahead of it. */
    public SeenSubscription with(Ahead seen) {
        return new SeenSubscription(
                provider,
                tenantId,
                providerSubscriptionId,
                providerOrderId,
                partNumber,
                name,
                quantity,
                status,
                term,
                billingPlan,
                autoRenew,
                startedAt,
                commitmentEnd,
                parentProviderSubscriptionId,
                changedAt,
                seen);
    }

    /** Of a provider that does not say when it was changed. */
    public SeenSubscription(
            String provider,
            String tenantId,
            String providerSubscriptionId,
            String providerOrderId,
            String partNumber,
            String name,
            int quantity,
            String status,
            String term,
            String billingPlan,
            boolean autoRenew,
            Instant startedAt,
            @Nullable LocalDate commitmentEnd,
            @Nullable String parentProviderSubscriptionId) {
        this(
                provider,
                tenantId,
                providerSubscriptionId,
                providerOrderId,
                partNumber,
                name,
                quantity,
                status,
                term,
                billingPlan,
                autoRenew,
                startedAt,
                commitmentEnd,
                parentProviderSubscriptionId,
                null,
                null);
    }

    /** The same, with a moment that somebody else knows, such as a hint; the provider's own word comes first. */
    public SeenSubscription changedAtLeast(@Nullable Instant moment) {
        return changedAt != null || moment == null ? this : changedOn(moment);
    }
}
