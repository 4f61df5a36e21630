package io.tenantry.subscription;

/** Who brought a change about: a person here, the provider's side, or we ourselves. */
public enum ChangeSource {
    PORTAL,
    PROVIDER,
    SYSTEM
}
