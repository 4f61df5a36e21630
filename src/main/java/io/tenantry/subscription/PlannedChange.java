package io.tenantry.subscription;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is to change, checked and with its days, whether it happens now or later. */
record PlannedChange(
        SubscriptionEvent event,
        int quantityDelta,
        @Nullable UUID productId,
        @Nullable BigDecimal unitPrice,
        boolean refund,
        LocalDate effectiveDate,
        Instant provisionOn,
        String reason) {}
