package io.tenantry.invoicing;

import io.tenantry.charge.DiscountView;
import io.tenantry.charge.NonRecurringItemView;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What decides on an invoice's contents beside the ledger of its subscriptions.
 *
 * @param items that stand on no live invoice
 * @param quarantined what is in quarantine by now
 */
record Contents(
        Pricing pricing,
        Taxation taxation,
        List<NonRecurringItemView> items,
        List<DiscountView> discounts,
        List<Open> quarantined) {

    /** An open row of the quarantine. */
    record Open(UUID id, UUID contractId, Quarantine line) {

        boolean isOf(Quarantine other) {
            return line.subscriptionId().equals(other.subscriptionId())
                    && line.period().equals(other.period())
                    && line.code().equals(other.code());
        }
    }

    /** The day of the first item that is to be billed later than on a day. */
    Optional<LocalDate> nextItemAfter(LocalDate day) {
        return items.stream()
                .map(NonRecurringItemView::invoiceOn)
                .filter(on -> on.isAfter(day))
                .min(LocalDate::compareTo);
    }
}
