package io.tenantry.subscription;

/** ARCHIVED changes are deliberately not billed on their own. Independent of provisioning. */
public enum BillingStatus {
    ACTIVE,
    ARCHIVED
}
