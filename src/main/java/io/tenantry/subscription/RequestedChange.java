package io.tenantry.subscription;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What became of a wish for a change.
 *
 * @param changeNumber {@code LCL-…} if it takes effect now, {@code SLCL-…} if it is scheduled
 * @param provisionOn when the provider is told
 */
public record RequestedChange(
        String changeNumber,
        String subscriptionNumber,
        boolean scheduled,
        LocalDate effectiveDate,
        Instant provisionOn) {}
