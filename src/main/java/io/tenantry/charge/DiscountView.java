package io.tenantry.charge;

import io.tenantry.shared.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A percentage off what a contract costs, or only one product or one subscription of it, in the cycles that begin in the
 * span.
 *
 * @param productPartNumber null unless it is limited to a product
 * @param subscriptionNumber null unless it is limited to a subscription
 * @param valid half-open; an open end is 9999-12-31; null for one that was withdrawn before it began
 */
public record DiscountView(
        UUID id,
        String contractNumber,
        @Nullable UUID productId,
        @Nullable String productPartNumber,
        @Nullable UUID subscriptionId,
        @Nullable String subscriptionNumber,
        String name,
        BigDecimal percent,
        @Nullable Period valid,
        long version) {

    /** Whether it holds for a cycle that begins on that day. */
    public boolean holdsOn(LocalDate day) {
        return valid != null && valid.contains(day);
    }
}
