package io.tenantry.subscription;

/** Where a subscription stands. INACTIVE was deactivated here, CANCELLED was ended by the provider. */
public enum SubscriptionStatus {
    AWAITING_PROVISIONING,
    ACTIVE,
    SUSPENDED,
    INACTIVE,
    CANCELLED,
    EXPIRED
}
