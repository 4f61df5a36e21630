package io.tenantry.subscription;

/** The facts that kept a subscription from being sold were corrected; its decisions are asked again. */
public record SubscriptionCorrected(String subscriptionNumber) {}
