package io.tenantry.subscription;

import io.tenantry.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as it stands now.
 *
 * @param monthlyUnitPrice Monthly Unit Selling Price (MUSP)
 * @param findings what keeps it from being billed, each with what to do; empty where all is well
 */
public record SubscriptionView(
        UUID id,
        String number,
        String name,
        SubscriptionStatus status,
        @Nullable UUID customerId,
        @Nullable String customerNumber,
        @Nullable UUID billingContractId,
        @Nullable String contractNumber,
        UUID providerAccountId,
        String providerAccountNumber,
        String provider,
        String partNumber,
        @Nullable String providerSubscriptionId,
        @Nullable UUID productId,
        @Nullable String productTitle,
        int quantity,
        @Nullable String salesUnit,
        @Nullable Money unitPrice,
        @Nullable Money monthlyUnitPrice,
        String term,
        String billingPlan,
        LocalDate startDate,
        @Nullable LocalDate commitmentEnd,
        @Nullable LocalDate nextRenewal,
        boolean autoRenew,
        @Nullable UUID parentId,
        @Nullable String parentNumber,
        boolean billable,
        boolean showOnInvoice,
        boolean displayOnPortal,
        @Nullable String quantityReductionBehavior,
        @Nullable Integer quantityReductionWindow,
        ChangeSource channel,
        @Nullable Instant provisionedAt,
        List<String> findings,
        long version) {}
