package io.tenantry.subscription;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to change, checked and with its days, whether it happens now or later.
 *
 * @param mergeOn when it takes effect, if it is scheduled: not later than the provider is told
 * @param provisionOn when the provider is told
 */
record PlannedChange(
        SubscriptionEvent event,
        int quantityDelta,
        @Nullable UUID productId,
        @Nullable BigDecimal unitPrice,
        boolean refund,
        LocalDate effectiveDate,
        Instant mergeOn,
        Instant provisionOn,
        String reason) {

    /** One that the provider is told of as it takes effect. */
    PlannedChange(
            SubscriptionEvent event,
            int quantityDelta,
            @Nullable UUID productId,
            @Nullable BigDecimal unitPrice,
            boolean refund,
            LocalDate effectiveDate,
            Instant provisionOn,
            String reason) {
        this(event, quantityDelta, productId, unitPrice, refund, effectiveDate, provisionOn, provisionOn, reason);
    }
}
