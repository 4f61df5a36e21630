package io.tenantry.invoicing;

import io.tenantry.contract.DueContracts;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes reckonings down: invoices, cycles, the next invoice dates and, last, the legal numbers. */
@Component
class ContractBooks {

    private final InvoiceStore store;
    private final QuarantineStore quarantine;
    private final DueContracts contracts;
    private final HeldDrafts held;
    private final Releases releases;

    ContractBooks(
            InvoiceStore store,
            QuarantineStore quarantine,
            DueContracts contracts,
            HeldDrafts held,
            Releases releases) {
        this.store = store;
        this.quarantine = quarantine;
        this.contracts = contracts;
        this.held = held;
        this.releases = releases;
    }

    void write(Map<UUID, Reckoning> byContract, @Nullable UUID runId) {
        store.write(byContract.values(), runId);
        store.markCycles(byContract);
        quarantine.write(byContract);
        var next = new HashMap<UUID, LocalDate>();
        byContract.forEach((contract, reckoning) -> next.put(contract, reckoning.nextInvoiceDate()));
        contracts.invoiceNextOn(next);
        held.announce(byContract.values());
        releases.bill(byContract.values().stream()
                .flatMap(reckoning -> reckoning.drafts().stream())
                .filter(draft -> draft.reviewReason() == null)
                .toList());
    }
}
