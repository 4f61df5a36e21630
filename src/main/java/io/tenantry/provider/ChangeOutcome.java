package io.tenantry.provider;

/** Whether a change is in force at the provider, or accepted and still under way. */
public enum ChangeOutcome {
    APPLIED,
    PENDING
}
