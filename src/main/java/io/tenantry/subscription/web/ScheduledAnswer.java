package io.tenantry.subscription.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.subscription.MergeCause;
import io.tenantry.subscription.ScheduledChangeView;
import io.tenantry.subscription.ScheduledStatus;
import io.tenantry.subscription.SubscriptionEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A scheduled license change (SLCL). */
record ScheduledAnswer(
        String number,
        String subscriptionNumber,
        String subscriptionName,
        SubscriptionEvent changeType,
        int quantityDelta,
        @Nullable String partNumber,
        @Nullable BigDecimal unitPrice,
        @Nullable String currency,
        boolean refund,
        LocalDate effectiveDate,
        @Schema(description = "When it takes effect: it is merged then") Instant mergeOn,
        @Schema(description = "When the provider is told") Instant provisionOn,
        ScheduledStatus status,
        @Nullable @Schema(description = "Why it could not be merged") MergeCause cause,
        @Nullable @Schema(description = "The same in words that name the fix") String message,
        @Nullable @Schema(description = "What it was merged into") String licenseChangeNumber,
        String actor,
        String reason,
        Instant createdAt,
        @Schema(description = "As in the ETag") long version) {

    static ScheduledAnswer of(ScheduledChangeView change) {
        return new ScheduledAnswer(
                change.number(),
                change.subscriptionNumber(),
                change.subscriptionName(),
                change.changeType(),
                change.quantityDelta(),
                change.partNumber(),
                Amounts.decimals(change.unitPrice()),
                Amounts.currency(change.unitPrice()),
                change.refund(),
                change.effectiveDate(),
                change.mergeOn(),
                change.provisionOn(),
                change.status(),
                change.cause(),
                change.message(),
                change.licenseChangeNumber(),
                change.actor(),
                change.reason(),
                change.createdAt(),
                change.version());
    }
}
