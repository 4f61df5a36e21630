package io.tenantry.subscription.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.subscription.ScheduledChangeEdit;
import jakarta.validation.constraints.NotBlank;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What is to be different about a scheduled change; what is left out stays. */
record ScheduledEditBody(
        @Nullable @Schema(description = "By how much the quantity changes") Integer quantityDelta,
        @Nullable @Schema(description = "Of one sales unit, in the subscription's currency") BigDecimal unitPrice,
        @Nullable LocalDate effectiveDate,
        @Nullable @Schema(description = "Day on which the provider is told; the effective date unless given")
                LocalDate provisionOn,
        @Nullable @Schema(description = "Of a deactivation") Boolean refund,
        @NotBlank @Schema(description = "Kept in the audit") String reason) {

    ScheduledChangeEdit edit(@Nullable String currency, long version) {
        return new ScheduledChangeEdit(
                quantityDelta,
                Amounts.money(unitPrice, currency),
                effectiveDate,
                provisionOn,
                refund,
                reason.strip(),
                version);
    }
}
