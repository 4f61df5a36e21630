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
        @Nullable UUID billingContractId,
        UUID providerAccountId,
        String provider,
        String partNumber,
        @Nullable String providerSubscriptionId,
        @Nullable UUID productId,
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
        boolean billable,
        boolean showOnInvoice,
        boolean displayOnPortal,
        @Nullable String quantityReductionBehavior,
        @Nullable Integer quantityReductionWindow,
        ChangeSource channel,
        @Nullable Instant provisionedAt,
        List<String> findings,
        long version) {

    static SubscriptionView of(Subscription subscription, LocalDate today) {
        var commitment = subscription.commitment();
        return new SubscriptionView(
                subscription.id(),
                subscription.number(),
                subscription.name(),
                subscription.status(),
                subscription.owner().customerId(),
                subscription.owner().billingContractId(),
                subscription.atProvider().providerAccountId(),
                subscription.atProvider().provider(),
                subscription.atProvider().providerPartNumber(),
                subscription.atProvider().providerSubscriptionId(),
                subscription.productId(),
                subscription.quantity(),
                subscription.price().salesUnit(),
                subscription.price().perUnit(),
                subscription.price().perMonth(),
                commitment.term(),
                commitment.billingPlan(),
                commitment.startDate(),
                commitment.commitmentEnd(),
                commitment.renewals().nextRenewal(today).orElse(null),
                commitment.autoRenew(),
                subscription.parentId(),
                subscription.appearance().billable(),
                subscription.appearance().showOnInvoice(),
                subscription.appearance().displayOnPortal(),
                subscription.reductionRule().quantityReductionBehavior(),
                subscription.reductionRule().quantityReductionWindow(),
                subscription.channel(),
                subscription.provisionedAt(),
                subscription.findings(),
                subscription.version());
    }
}
