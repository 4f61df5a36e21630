package io.tenantry.subscription.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.subscription.ChangeSource;
import io.tenantry.subscription.SubscriptionStatus;
import io.tenantry.subscription.SubscriptionView;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A subscription as it stands now. */
record SubscriptionAnswer(
        String number,
        String name,
        SubscriptionStatus status,
        @Nullable String customerNumber,
        @Nullable String contractNumber,
        String providerAccountNumber,
        String provider,
        String partNumber,
        @Nullable String productTitle,
        @Nullable String providerSubscriptionId,
        @Schema(description = "Sum of all license changes") int quantity,
        @Nullable String salesUnit,
        @Nullable BigDecimal unitPrice,
        @Nullable @Schema(description = "Monthly Unit Selling Price (MUSP)") BigDecimal monthlyUnitPrice,
        @Nullable String currency,
        String term,
        String billingPlan,
        LocalDate startDate,
        @Nullable LocalDate commitmentEnd,
        @Nullable LocalDate nextRenewal,
        boolean autoRenew,
        @Nullable String parentNumber,
        boolean billable,
        boolean showOnInvoice,
        boolean displayOnPortal,
        @Nullable @Schema(description = "QRB") String quantityReductionBehavior,
        @Nullable @Schema(description = "QRW, in days") Integer quantityReductionWindow,
        ChangeSource channel,
        @Nullable Instant provisionedAt,
        @Schema(description = "What keeps it from being billed, and what to do") List<String> findings) {

    static SubscriptionAnswer of(SubscriptionView subscription) {
        return new SubscriptionAnswer(
                subscription.number(),
                subscription.name(),
                subscription.status(),
                subscription.customerNumber(),
                subscription.contractNumber(),
                subscription.providerAccountNumber(),
                subscription.provider(),
                subscription.partNumber(),
                subscription.productTitle(),
                subscription.providerSubscriptionId(),
                subscription.quantity(),
                subscription.salesUnit(),
                Amounts.decimals(subscription.unitPrice()),
                Amounts.decimals(subscription.monthlyUnitPrice()),
                Amounts.currency(subscription.unitPrice()),
                subscription.term(),
                subscription.billingPlan(),
                subscription.startDate(),
                subscription.commitmentEnd(),
                subscription.nextRenewal(),
                subscription.autoRenew(),
                subscription.parentNumber(),
                subscription.billable(),
                subscription.showOnInvoice(),
                subscription.displayOnPortal(),
                subscription.quantityReductionBehavior(),
                subscription.quantityReductionWindow(),
                subscription.channel(),
                subscription.provisionedAt(),
                subscription.findings());
    }
}
