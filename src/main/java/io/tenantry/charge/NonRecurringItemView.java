package io.tenantry.charge;

import io.tenantry.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A non-recurring item (NRI): charged once, never prorated.
 *
 * @param description prints beside the name
 * @param productPartNumber null for an item without a product of the catalog
 * @param taxCategory of its product; STANDARD without one
 * @param discountPercent its own; it then takes no other
 * @param taxable false for what is never taxed
 * @param status OPEN, BILLED or CANCELLED
 * @param invoiceOn the first day on which a cycle's invoice takes it along
 * @param expiresOn the first day on which it is not billed any more; null while there is none
 * @param invoiceReference the live invoice that it stands on
 */
public record NonRecurringItemView(
        UUID id,
        String number,
        UUID contractId,
        String contractNumber,
        String customerNumber,
        String name,
        @Nullable String description,
        @Nullable UUID productId,
        @Nullable String productPartNumber,
        String taxCategory,
        int quantity,
        Money unitPrice,
        BigDecimal discountPercent,
        boolean taxable,
        String status,
        LocalDate invoiceOn,
        @Nullable LocalDate expiresOn,
        @Nullable String invoiceReference,
        @Nullable String cancelledReason,
        long version) {

    /** Whether an invoice of that day takes it along. */
    public boolean isDue(LocalDate day) {
        return !invoiceOn.isAfter(day) && (expiresOn == null || expiresOn.isAfter(day));
    }
}
