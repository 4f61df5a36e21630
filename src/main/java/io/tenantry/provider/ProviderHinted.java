package io.tenantry.provider;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A provider told us that something changed there. It is a hint and no more: it may be late, come twice or out of order,
 * so what it names is read again and nothing is taken from the hint itself but when it happened.
 *
 * @param key the same for each delivery of one hint
 * @param event the provider's word for what happened, such as {@code subscription-updated}
 * @param subscriptionId null where the whole tenant is meant
 * @param happenedAt as the provider says
 */
public record ProviderHinted(
        String provider,
        String key,
        String event,
        String tenantId,
        @Nullable String subscriptionId,
        @Nullable Instant happenedAt) {}
