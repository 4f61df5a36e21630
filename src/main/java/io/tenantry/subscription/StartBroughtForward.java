package io.tenantry.subscription;

import java.time.Instant;

/**
 * An order whose first day had not come starts sooner; its process goes on with the new day.
 *
 * @param provisionOn when the provider is to be told; not in the future means now
 */
public record StartBroughtForward(String changeNumber, String subscriptionNumber, Instant provisionOn) {}
