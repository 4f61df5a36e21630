package io.tenantry.invoicing;

import io.tenantry.contract.BillingContractView;
import io.tenantry.contract.DueContracts;
import io.tenantry.shared.AuditFact;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a person decides on a draft: bill it, or void it with a reason. */
@Component
class DraftReview {

    private final JdbcClient jdbc;
    private final DueContracts contracts;
    private final Allocations allocations;
    private final BilledCycles cycles;
    private final HeldDrafts held;
    private final Releases releases;
    private final LegalRequirements requirements;
    private final ApplicationEventPublisher events;

    DraftReview(
            JdbcClient jdbc,
            DueContracts contracts,
            Allocations allocations,
            BilledCycles cycles,
            HeldDrafts held,
            Releases releases,
            LegalRequirements requirements,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.contracts = contracts;
        this.allocations = allocations;
        this.cycles = cycles;
        this.held = held;
        this.releases = releases;
        this.requirements = requirements;
        this.events = events;
    }

    void bill(InvoiceView draft, long version) {
        contracts.lock(List.of(draft.contractId()));
        var status = lock(draft);
        if (!status.equals("DRAFT") && !status.equals("VOID")) {
            return;
        }
        requireDraft(draft, status);
        Stale.check("Invoice " + draft.reference(), version, draft.version());
        billTogether(List.of(draft));
    }

    /** All are looked at first; their numbers are then taken at once, as a run takes them, so that nobody waits long. */
    void billAll(List<InvoiceView> drafts) {
        drafts.forEach(draft -> requireDraft(draft, lock(draft)));
        billTogether(drafts);
    }

    private void billTogether(List<InvoiceView> drafts) {
        for (var draft : drafts) {
            requireOldest(draft, drafts);
            requirements.require(draft);
        }
        releases.billAndRelease(drafts);
        for (var draft : drafts) {
            events.publishEvent(AuditFact.of(
                    draft.reference(),
                    "invoice-billed",
                    Map.of("total", draft.total().toString())));
            held.settled(draft);
        }
    }

    void voidDraft(InvoiceView draft, long version, String reason) {
        var contract = contracts.lock(List.of(draft.contractId()));
        requireDraft(draft, lock(draft));
        Stale.check("Invoice " + draft.reference(), version, draft.version());
        if (reason.isBlank()) {
            throw new Refused("reason-missing", "Say why draft " + draft.reference() + " is voided");
        }
        jdbc.sql("update invoice set status = 'VOID', version = version + 1 where id = :id")
                .param("id", draft.id())
                .update();
        allocations.free(draft.id());
        var afterwards = afterwards(contract.values().iterator().next());
        cycles.reopen(draft, "Draft " + draft.reference() + " was voided" + afterwards);
        events.publishEvent(new AuditFact(
                draft.reference(),
                "invoice-voided",
                reason + afterwards,
                Map.of("total", draft.total().toString(), "contract", draft.contractNumber())));
        held.settled(draft);
    }

    /** Usually the next run bills it anew, and nothing has to be said. */
    private static String afterwards(BillingContractView contract) {
        return contract.billsNoMore()
                ? "; contract " + contract.number() + " is " + contract.status()
                        + " and bills no more: what the draft held is not billed again"
                : "";
    }

    /** The status as it is once nobody else works on the invoice. */
    private String lock(InvoiceView invoice) {
        return jdbc.sql("select status from invoice where id = :id for update")
                .param("id", invoice.id())
                .query(String.class)
                .single();
    }

    private static void requireDraft(InvoiceView draft, String status) {
        if (status.equals("DRAFT")) {
            return;
        }
        if (status.equals("VOID")) {
            throw new Refused("not-a-draft", "Draft " + draft.reference() + " is VOID already");
        }
        var paid = draft.paid().isPositive() ? ", with " + draft.paid() + " paid on it" : "";
        throw new Refused(
                "not-a-draft",
                "Invoice " + (draft.number() == null ? draft.reference() : draft.number()) + " is " + status + paid
                        + "; only a draft can be billed or voided, a billed one is corrected by a credit note");
    }

    /** @param together drafts that are billed with it count as billed */
    private void requireOldest(InvoiceView draft, List<InvoiceView> together) {
        List<String> older = jdbc.sql(
                        """
                        select o.reference
                        from invoice o
                        where o.billing_contract_id = :contract and o.status = 'DRAFT'
                          and upper(o.period) <= :from and o.id <> all(:together)
                          and exists (select 1 from invoice_line l where l.invoice_id = o.id)
                        order by lower(o.period)
                        """)
                .param("contract", draft.contractId())
                .param("from", draft.period().from())
                .param("together", together.stream().map(InvoiceView::id).toArray(UUID[]::new))
                .query(String.class)
                .list();
        if (!older.isEmpty()) {
            throw new Refused(
                    "older-draft-open",
                    "Bill or void " + String.join(", ", older) + " first: contract " + draft.contractNumber()
                            + " is billed oldest cycle first");
        }
    }
}
