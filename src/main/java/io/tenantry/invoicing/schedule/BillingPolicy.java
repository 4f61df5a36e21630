package io.tenantry.invoicing.schedule;

/** Whether a cycle is billed when it starts or when it is over. */
public enum BillingPolicy {
    ADVANCE,
    ARREARS
}
