package io.tenantry.subscription.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.subscription.BillingStatus;
import io.tenantry.subscription.ChangeSource;
import io.tenantry.subscription.LicenseChangeView;
import io.tenantry.subscription.ProvisioningStatus;
import io.tenantry.subscription.SubscriptionEvent;
import io.tenantry.subscription.WaitView;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A license change (LCL). */
record ChangeAnswer(
        String number,
        String subscriptionNumber,
        String subscriptionName,
        int sequence,
        SubscriptionEvent event,
        int quantityDelta,
        @Schema(description = "Running sum") int quantityAfter,
        @Nullable String partNumber,
        @Nullable String salesUnit,
        @Nullable @Schema(description = "In force after the change") BigDecimal unitPrice,
        @Nullable @Schema(description = "In force after the change (MUSP)") BigDecimal monthlyUnitPrice,
        @Nullable String currency,
        LocalDate effectiveDate,
        ChangeSource source,
        String actor,
        String reason,
        Instant createdAt,
        boolean refund,
        ProvisioningStatus provisioningStatus,
        BillingStatus billingStatus,
        @Nullable @Schema(description = "The provider's words to a failed change") String providerMessage,
        @Nullable Instant provisionedAt,
        @Nullable @Schema(description = "What it waits for, while it awaits provisioning") WaitView waiting) {

    static ChangeAnswer of(LicenseChangeView change) {
        return new ChangeAnswer(
                change.number(),
                change.subscriptionNumber(),
                change.subscriptionName(),
                change.sequence(),
                change.event(),
                change.quantityDelta(),
                change.quantityAfter(),
                change.partNumber(),
                change.salesUnit(),
                Amounts.decimals(change.unitPrice()),
                Amounts.decimals(change.monthlyUnitPrice()),
                Amounts.currency(change.unitPrice()),
                change.effectiveDate(),
                change.source(),
                change.actor(),
                change.reason(),
                change.createdAt(),
                change.refund(),
                change.provisioningStatus(),
                change.billingStatus(),
                change.providerMessage(),
                change.provisionedAt(),
                change.waiting());
    }
}
