package io.tenantry.subscription.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.shared.Money;
import io.tenantry.subscription.ChangeCommand;
import io.tenantry.subscription.ChangeCommand.Effective;
import io.tenantry.subscription.ChangeCommand.Kind;
import io.tenantry.subscription.SubscriptionView;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A wish for a change of a subscription. */
record ChangeBody(
        @NotNull Kind kind,
        @Nullable @Schema(description = "New total, for QUANTITY and ACTIVATE") Integer quantity,
        @Nullable @Schema(description = "By how much, instead of the total") Integer quantityDelta,
        @Nullable @Schema(description = "Of one sales unit, for PRICE and, if wanted, PRODUCT") BigDecimal unitPrice,
        @Nullable @Schema(description = "Of the unit price; the subscription's unless given") String currency,
        @Nullable @Schema(description = "productId:skuId, for PRODUCT") String partNumber,
        @Nullable
                @Schema(
                        description =
                                "For DEACTIVATE: credit what is not used, if the contract refunds; no unless said")
                Boolean refund,
        @Nullable @Schema(description = "IMMEDIATE unless said") Effective effective,
        @Nullable @Schema(description = "For ON_DATE") LocalDate effectiveDate,
        @Nullable
                @Schema(
                        description =
                                "Day on which the provider is told of a scheduled change; its effective date unless said")
                LocalDate provisionOn,
        @NotBlank @Schema(description = "Kept with the change") String reason) {

    ChangeCommand of(SubscriptionView subscription, long version) {
        return new ChangeCommand(
                subscription.number(),
                kind,
                quantity,
                quantityDelta,
                price(subscription),
                partNumber,
                refund != null && refund,
                effective == null ? Effective.IMMEDIATE : effective,
                effectiveDate,
                provisionOn,
                reason.strip(),
                version);
    }

    private @Nullable Money price(SubscriptionView subscription) {
        return Amounts.money(unitPrice, currency == null ? Amounts.currency(subscription.unitPrice()) : currency);
    }
}
