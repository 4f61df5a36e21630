package io.tenantry.subscription;

import java.time.Instant;

/**
 * A person put a failed or not applicable change back to Awaiting Provisioning. Its process goes on; if that has ended,
 * it starts anew.
 *
 * @param creation whether it is the subscription's Create change, which is ordered rather than changed
 * @param provisionOn when the provider is to be told; not in the future means now
 */
public record LicenseChangeRequeued(
        String changeNumber, String subscriptionNumber, boolean creation, Instant provisionOn) {}
