package io.tenantry.sync;

import io.tenantry.subscription.SubscriptionGap;

/** Something is missing on a subscription that was found at a provider. Published once while it is missing. */
public record SyncFindingOpened(String subscriptionNumber, SubscriptionGap.Kind kind, String words) {}
