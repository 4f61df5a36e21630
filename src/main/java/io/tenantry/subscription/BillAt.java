package io.tenantry.subscription;

/** Where a billable add-on is billed: on a line of its own, or rolled up into its parent's line. */
public enum BillAt {
    SELF,
    PARENT
}
