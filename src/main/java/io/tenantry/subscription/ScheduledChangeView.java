package io.tenantry.subscription;

import io.tenantry.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A scheduled license change (SLCL).
 *
 * @param partNumber of the new product; null leaves it
 * @param unitPrice new price of one sales unit; null leaves it
 * @param mergeOn when it takes effect: it is merged then
 * @param provisionOn when the provider is told
 * @param cause why it could not be merged
 * @param message the same in words that name the fix
 * @param licenseChangeNumber what it was merged into
 */
public record ScheduledChangeView(
        String number,
        String subscriptionNumber,
        String subscriptionName,
        SubscriptionEvent changeType,
        int quantityDelta,
        @Nullable String partNumber,
        @Nullable Money unitPrice,
        boolean refund,
        LocalDate effectiveDate,
        Instant mergeOn,
        Instant provisionOn,
        ScheduledStatus status,
        @Nullable MergeCause cause,
        @Nullable String message,
        @Nullable String licenseChangeNumber,
        String actor,
        String reason,
        Instant createdAt,
        long version) {}
