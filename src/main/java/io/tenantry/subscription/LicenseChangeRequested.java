package io.tenantry.subscription;

import java.time.Instant;

/**
 * A change was asked for. Starts {@code change}.
 *
 * @param changeNumber {@code LCL-…} if it takes effect now, {@code SLCL-…} if it is scheduled
 * @param provisionOn when a scheduled change is merged; not in the future means now
 */
public record LicenseChangeRequested(
        String changeNumber, String subscriptionNumber, boolean scheduled, Instant provisionOn) {}
