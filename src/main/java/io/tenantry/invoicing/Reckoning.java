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
 * @param quarantined what could not be billed, and why
 * @param released rows of the quarantine that are settled now
 */
record Reckoning(
        List<InvoiceDraft> drafts,
        List<LookedAtCycle> cycles,
        List<Waiver> unattached,
        Map<UUID, Settled> settled,
        List<Quarantine> quarantined,
        List<UUID> released,
        LocalDate nextInvoiceDate) {

    static Reckoning nothing(LocalDate nextInvoiceDate) {
        return new Reckoning(List.of(), List.of(), List.of(), Map.of(), List.of(), List.of(), nextInvoiceDate);
    }

    /** Why subscriptions could not be billed, in words. */
    List<String> setAside() {
        return quarantined.stream().map(Quarantine::reason).distinct().toList();
    }

    /** @param status INVOICED, NOTHING_DUE, or SKIPPED where the next invoice date was moved past it */
    record LookedAtCycle(Cycle cycle, LocalDate billOn, String status) {}
}
