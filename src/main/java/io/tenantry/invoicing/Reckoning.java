package io.tenantry.invoicing;

import io.tenantry.invoicing.proration.Settled;
import io.tenantry.invoicing.schedule.Cycle;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a contract owes up to a day.
 *
 * @param drafts oldest first
 * @param cycles the cycles that were looked at
 * @param unattached waivers of cycles that have no invoice
 * @param settled what is settled of each subscription once this is written
 * @param setAside why subscriptions could not be billed
 */
record Reckoning(
        List<InvoiceDraft> drafts,
        List<LookedAtCycle> cycles,
        List<Waiver> unattached,
        Map<UUID, Settled> settled,
        List<String> setAside,
        LocalDate nextInvoiceDate) {

    /** @param status INVOICED, NOTHING_DUE, or SKIPPED where the next invoice date was moved past it */
    record LookedAtCycle(Cycle cycle, LocalDate billOn, String status) {}
}
