package io.tenantry.invoicing;

import io.tenantry.contract.BillingContractView;
import io.tenantry.contract.DueContracts;
import io.tenantry.shared.AuditFact;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The credit notes. A billed invoice is never changed: a note mirrors its lines, names it, is billed at once and goes out
 * like an invoice. What the lines had settled is owed again, so that the next run bills the cycle anew; or it stays
 * unbilled, waived with the reason. Each line is credited once.
 */
@Service
@Transactional
public class CreditNotes {

    private static final Set<String> BILLED = Set.of("BILLED", "PARTIALLY_PAID", "PAID");

    private final InvoiceReader reader;
    private final CreditNoteStore store;
    private final Allocations allocations;
    private final BilledCycles cycles;
    private final DueContracts contracts;
    private final LegalRequirements law;
    private final Releases releases;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    CreditNotes(
            InvoiceReader reader,
            CreditNoteStore store,
            Allocations allocations,
            BilledCycles cycles,
            DueContracts contracts,
            LegalRequirements law,
            Releases releases,
            JdbcClient jdbc,
            ApplicationEventPublisher events) {
        this.reader = reader;
        this.store = store;
        this.allocations = allocations;
        this.cycles = cycles;
        this.contracts = contracts;
        this.law = law;
        this.releases = releases;
        this.jdbc = jdbc;
        this.events = events;
    }

    /** What becomes of what is credited: it is owed again, or it stays unbilled for good. */
    public enum Afterwards {
        BILL_AGAIN,
        WAIVE
    }

    /** @param lines positions of the lines that are credited; null for all that are left of the invoice */
    public record Wanted(String reason, @Nullable Set<Integer> lines, Afterwards afterwards) {

        public Wanted {
            reason = reason.strip();
        }
    }

    /**
     * Corrects an invoice.
     *
     * @return the note, billed and on its way
     * @throws Refused if it is not billed, is a credit note itself, or nothing of it is left; or if it shall be billed
     *     again and its contract bills no more
     */
    public InvoiceView issue(String invoiceNumber, long version, Wanted wanted) {
        var contract = lock(reader.get(invoiceNumber));
        var invoice = lockInvoice(invoiceNumber);
        requireCorrectable(invoice);
        requireBillable(contract, invoice, wanted);
        Stale.check("Invoice " + invoice.number(), version, invoice.version());
        if (wanted.reason().isEmpty()) {
            throw new Refused("reason-missing", "Say why invoice " + invoice.number() + " is credited");
        }
        var credit = Credit.of(invoice, store.before(invoice), wanted.lines());
        var note = store.write(invoice, credit, wanted);
        settle(invoice, credit, note, wanted);
        law.require(reader.all(List.of(note)).get(0));
        var number = releases.billAndRelease(note, "CREDIT_NOTE");
        events.publishEvent(new AuditFact(
                String.valueOf(invoice.number()),
                "invoice-credited",
                wanted.reason(),
                Map.of(
                        "creditNote", number,
                        "total", credit.total().toString(),
                        "lines", positions(credit),
                        "afterwards", wanted.afterwards().name())));
        return reader.get(number);
    }

    /** The contract first, as a run does, so that neither waits for the other in a circle. */
    private BillingContractView lock(InvoiceView invoice) {
        return contracts.lock(List.of(invoice.contractId())).values().iterator().next();
    }

    private InvoiceView lockInvoice(String invoiceNumber) {
        jdbc.sql("select id from invoice where number = :key or reference = :key for update")
                .param("key", invoiceNumber)
                .query(UUID.class)
                .list();
        return reader.get(invoiceNumber);
    }

    private static void requireCorrectable(InvoiceView invoice) {
        if (!BILLED.contains(invoice.status())) {
            throw new Refused(
                    "invoice-not-billed",
                    "Invoice " + invoice.reference() + " is " + invoice.status()
                            + "; a draft is voided, only a billed invoice is corrected by a credit note");
        }
        if (!invoice.kind().equals("INVOICE")) {
            throw new Refused(
                    "credits-a-credit-note",
                    invoice.number() + " is a credit note; it is not corrected by another one. Record the change that"
                            + " was missing, and the next run charges it");
        }
    }

    /** What is given back to be billed again must have a run that bills it. */
    private static void requireBillable(BillingContractView contract, InvoiceView invoice, Wanted wanted) {
        if (wanted.afterwards() == Afterwards.BILL_AGAIN && contract.billsNoMore()) {
            throw new Refused(
                    "contract-bills-no-more",
                    "Contract " + contract.number() + " is " + contract.status() + " and bills no more, so what is"
                            + " credited of invoice " + invoice.number()
                            + " would never be billed again; credit it with"
                            + " WAIVE, and charge what is still owed as an item on an active contract");
        }
    }

    private void settle(InvoiceView invoice, Credit credit, UUID note, Wanted wanted) {
        var positions = credit.lines().stream().map(InvoiceView.Line::position).toList();
        if (wanted.afterwards() == Afterwards.WAIVE) {
            allocations.waive(
                    invoice.id(), positions, note, "Credited with " + invoice.number() + ": " + wanted.reason());
            return;
        }
        if (credit.complete()) {
            allocations.free(invoice.id());
        } else {
            allocations.free(invoice.id(), positions);
        }
        cycles.reopen(invoice, "Invoice " + invoice.number() + " was credited");
    }

    private static String positions(Credit credit) {
        return credit.lines().stream()
                .map(line -> Integer.toString(line.position()))
                .collect(Collectors.joining(", "));
    }
}
