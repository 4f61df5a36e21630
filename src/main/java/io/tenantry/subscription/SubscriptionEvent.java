package io.tenantry.subscription;

/** What a change is to its subscription. */
public enum SubscriptionEvent {
    CREATE,
    UPDATE,
    ACTIVATE,
    DEACTIVATE
}
