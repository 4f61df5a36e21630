package io.tenantry.subscription;

import jakarta.persistence.Embeddable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the provider knows a subscription. Its ids are empty until it was ordered there. */
@Embeddable
record AtProvider(
        String provider,
        UUID providerAccountId,
        String providerPartNumber,
        @Nullable String providerSubscriptionId,
        @Nullable String providerOrderId) {

    AtProvider withPart(String partNumber) {
        return new AtProvider(provider, providerAccountId, partNumber, providerSubscriptionId, providerOrderId);
    }

    /** Before the provider knows anything of it. */
    AtProvider ofTenant(UUID account) {
        return new AtProvider(provider, account, providerPartNumber, providerSubscriptionId, providerOrderId);
    }

    AtProvider unknown() {
        return new AtProvider(provider, providerAccountId, providerPartNumber, null, providerOrderId);
    }

    /** What is known is never forgotten. */
    AtProvider knownAs(@Nullable String orderId, @Nullable String subscriptionId) {
        return new AtProvider(
                provider,
                providerAccountId,
                providerPartNumber,
                subscriptionId == null ? providerSubscriptionId : subscriptionId,
                orderId == null ? providerOrderId : orderId);
    }
}
