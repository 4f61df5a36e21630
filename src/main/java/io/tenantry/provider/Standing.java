package io.tenantry.provider;

/** Whether a subscription's users may work. The provider goes on charging for a suspended one. */
public enum Standing {
    ACTIVE,
    SUSPENDED
}
