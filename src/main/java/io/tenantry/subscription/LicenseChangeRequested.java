package io.tenantry.subscription;

import java.time.Instant;

/**
 * A change was asked for. Starts {@code change}.
 *
 * @param changeNumber {@code LCL-…} if it takes effect now, {@code SLCL-…} if it is scheduled
 * @param mergeOn when a scheduled change takes effect: it is merged then
 * @param provisionOn when the provider is told; not in the future means now
 */
public record LicenseChangeRequested(
        String changeNumber, String subscriptionNumber, boolean scheduled, Instant mergeOn, Instant provisionOn) {

    /** One that the provider is told of as it takes effect. */
    public LicenseChangeRequested(
            String changeNumber, String subscriptionNumber, boolean scheduled, Instant provisionOn) {
        this(changeNumber, subscriptionNumber, scheduled, provisionOn, provisionOn);
    }
}
