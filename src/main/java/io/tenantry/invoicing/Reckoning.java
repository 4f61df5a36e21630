package io.tenantry.invoicing;

import io.tenantry.invoicing.schedule.Cycle;
import java.time.LocalDate;
import java.util.List;

/**
 * What a contract owes up to a day.
 *
 * @param drafts oldest first
 * @param cycles the cycles that were looked at
 * @param unattached waivers of cycles that have no invoice
 * @param setAside why subscriptions could not be billed
 */
record Reckoning(
        List<InvoiceDraft> drafts,
        List<BilledCycle> cycles,
        List<Waiver> unattached,
        List<String> setAside,
        LocalDate nextInvoiceDate) {

    /** @param invoiced false if nothing was due */
    record BilledCycle(Cycle cycle, LocalDate billOn, boolean invoiced) {}
}
