package io.tenantry.customer;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tenant at a provider; {@code customerNumber} is null while it is unmapped.
 *
 * @param mappingDueAt the end of the day on which it was discovered
 * @param overdueSince since when it is known to be late; null if it never was
 */
public record ProviderAccountView(
        UUID id,
        String number,
        String provider,
        String tenantId,
        String name,
        String domain,
        Instant discoveredAt,
        Instant mappingDueAt,
        @Nullable Instant overdueSince,
        @Nullable UUID customerId,
        @Nullable String customerNumber,
        @Nullable Instant mappedAt,
        @Nullable String mappedBy,
        @Nullable String mappingReason,
        long version) {}
