package io.tenantry.subscription;

import java.time.Instant;

/**
 * A subscription was ordered here and its Create change awaits provisioning. Starts {@code provisioning}.
 *
 * @param provisionOn when the provider is to be told; not in the future means now
 */
public record SubscriptionRequested(String subscriptionNumber, String changeNumber, Instant provisionOn) {}
