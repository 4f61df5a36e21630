package io.tenantry.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for; null leaves it open.
 *
 * @param from first instant
 * @param to first instant that is too late
 */
public record AuditFilter(
        @Nullable String subject, @Nullable String actor, @Nullable Instant from, @Nullable Instant to) {}
