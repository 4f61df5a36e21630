package io.tenantry.subscription;

import org.jspecify.annotations.Nullable;

/** Which license changes are wanted; what is null does not matter. */
public record LicenseChangeFilter(
        @Nullable ProvisioningStatus provisioningStatus, @Nullable String subscriptionNumber) {}
