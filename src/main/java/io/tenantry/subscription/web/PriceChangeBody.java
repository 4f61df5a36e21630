package io.tenantry.subscription.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.subscription.ChangeCommand;
import io.tenantry.subscription.ChangeCommand.Effective;
import io.tenantry.subscription.SubscriptionView;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A wish for another price of a subscription. */
record PriceChangeBody(
        @NotNull @Schema(description = "Of one sales unit") BigDecimal unitPrice,
        @Nullable @Schema(description = "Of the unit price; the subscription's unless given") String currency,
        @Nullable @Schema(description = "IMMEDIATE unless said") Effective effective,
        @Nullable @Schema(description = "For ON_DATE") LocalDate effectiveDate,
        @NotBlank @Schema(description = "Kept with the change") String reason) {

    ChangeCommand of(SubscriptionView subscription, long version) {
        var change = new ChangeBody(
                ChangeCommand.Kind.PRICE,
                null,
                null,
                unitPrice,
                currency,
                null,
                null,
                effective,
                effectiveDate,
                null,
                reason);
        return change.of(subscription, version);
    }
}
