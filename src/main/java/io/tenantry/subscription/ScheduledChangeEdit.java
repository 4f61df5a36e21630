package io.tenantry.subscription;

import io.tenantry.shared.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is to be different about a scheduled change; what is null stays.
 *
 * @param provisionOn day on which the provider is told; null goes with the effective date if that moves
 * @param version of the scheduled change as the caller read it
 */
public record ScheduledChangeEdit(
        @Nullable Integer quantityDelta,
        @Nullable Money unitPrice,
        @Nullable LocalDate effectiveDate,
        @Nullable LocalDate provisionOn,
        @Nullable Boolean refund,
        String reason,
        long version) {}
