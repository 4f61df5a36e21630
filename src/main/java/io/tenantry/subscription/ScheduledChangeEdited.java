package io.tenantry.subscription;

import java.time.Instant;

/**
 * A person moved or corrected a scheduled change that is not merged yet; its process waits for the new days.
 *
 * @param mergeOn when it takes effect
 * @param provisionOn when the provider is told
 */
public record ScheduledChangeEdited(
        String changeNumber, String subscriptionNumber, Instant mergeOn, Instant provisionOn) {}
