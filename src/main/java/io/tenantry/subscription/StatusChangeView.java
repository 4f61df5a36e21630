package io.tenantry.subscription;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A status that moved: who, when, from, to, why.
 *
 * @param kind SUBSCRIPTION, PROVISIONING, BILLING or SCHEDULED
 * @param from null for the first
 */
public record StatusChangeView(
        String kind, @Nullable String from, String to, String actor, String reason, Instant at) {}
