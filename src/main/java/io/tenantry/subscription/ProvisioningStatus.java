package io.tenantry.subscription;

/** What the provider knows of a change. Independent of billing: a failed change is billed until someone reverses it. */
public enum ProvisioningStatus {
    AWAITING_PROVISIONING("Awaiting Provisioning"),
    PROVISIONED("Provisioned"),
    FAILED_PROVISIONING("Failed Provisioning"),
    NOT_APPLICABLE("Not Applicable");

    private final String label;

    ProvisioningStatus(String label) {
        this.label = label;
    }

    /** As people say it. */
    public String label() {
        return label;
    }

    /** Whether it no longer holds up the changes after it. */
    public boolean isSettled() {
        return this == PROVISIONED || this == NOT_APPLICABLE;
    }
}
