package io.tenantry.subscription;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which license changes are wanted; what is null does not matter.
 *
 * @param waitingFor what they wait for
 * @param effectiveBefore first day that is too late
 */
public record LicenseChangeFilter(
        @Nullable ProvisioningStatus provisioningStatus,
        @Nullable BillingStatus billingStatus,
        @Nullable WaitingFor waitingFor,
        @Nullable String subscriptionNumber,
        @Nullable String customerNumber,
        @Nullable String contractNumber,
        @Nullable LocalDate effectiveBefore) {

    public static final LicenseChangeFilter ALL = new LicenseChangeFilter(null, null, null, null, null, null, null);

    public static LicenseChangeFilter of(@Nullable ProvisioningStatus status, @Nullable String subscriptionNumber) {
        return new LicenseChangeFilter(status, null, null, subscriptionNumber, null, null, null);
    }

    /** Whether it leaves out nothing. */
    boolean isOpen() {
        return equals(ALL);
    }
}
