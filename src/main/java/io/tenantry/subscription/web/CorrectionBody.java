package io.tenantry.subscription.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.subscription.Correction;
import jakarta.validation.constraints.NotBlank;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What was wrong with a subscription's sale; what is left out stays. */
record CorrectionBody(
        @Nullable @Schema(description = "A unit of Unit Mapping") String salesUnit,
        @Nullable
                @Schema(
                        description =
                                "Whose price list and currency apply; only while nothing is provisioned, or none is attached")
                String contractNumber,
        @Nullable @Schema(description = "productId:skuId; only while nothing is provisioned, or it has no product")
                String partNumber,
        @Nullable @Schema(description = "Of one sales unit") BigDecimal unitPrice,
        @Nullable @Schema(description = "Of the unit price") String currency,
        @NotBlank String reason) {

    Correction correction() {
        return new Correction(
                salesUnit, contractNumber, partNumber, Amounts.money(unitPrice, currency), reason.strip());
    }
}
