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
 * @param provisionOn when it is merged and the provider told
 * @param message why it could not be merged
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
        Instant provisionOn,
        ScheduledStatus status,
        @Nullable String message,
        @Nullable String licenseChangeNumber,
        String actor,
        String reason,
        Instant createdAt,
        long version) {}
