package io.tenantry.invoicing;

import io.tenantry.contract.BillingContractView;
import io.tenantry.contract.BillingContracts;
import io.tenantry.shared.AuditFact;
import io.tenantry.shared.BusinessCalendar;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Bills drafts and lets billed invoices go out, each once. */
@Component
class Releases {

    private final JdbcClient jdbc;
    private final BillingContracts contracts;
    private final InvoiceNumbers numbers;
    private final ApplicationEventPublisher events;
    private final BusinessCalendar calendar;

    Releases(
            JdbcClient jdbc,
            BillingContracts contracts,
            InvoiceNumbers numbers,
            ApplicationEventPublisher events,
            BusinessCalendar calendar) {
        this.jdbc = jdbc;
        this.contracts = contracts;
        this.numbers = numbers;
        this.events = events;
        this.calendar = calendar;
    }

    /** Takes the numbers of drafts that are complete; they go out later. */
    void bill(List<InvoiceDraft> drafts) {
        var taken = numbers.bill(drafts.stream()
                .map(draft -> ready(draft.id(), draft.kind(), draft.contract()))
                .toList());
        events.publishEvent(new AuditFact.Several(drafts.stream()
                .map(draft -> AuditFact.of(
                        taken.getOrDefault(draft.id(), ""),
                        "invoice-billed",
                        Map.of(
                                "total", draft.total().toString(),
                                "contract", draft.contract().number())))
                .toList()));
    }

    void billAndRelease(List<InvoiceView> drafts) {
        numbers.bill(drafts.stream()
                .map(draft -> ready(draft.id(), draft.kind(), contracts.get(draft.contractId())))
                .toList());
        drafts.forEach(draft -> release(draft.id()));
    }

    /** Bills what has no payment terms, such as a credit note, and lets it go out. Returns its number. */
    String billAndRelease(UUID draftId, String kind) {
        var today = calendar.today();
        numbers.bill(List.of(new InvoiceNumbers.Ready(draftId, kind, today, today)));
        return release(draftId);
    }

    String release(UUID billedId) {
        var number = jdbc.sql("update invoice set released_at = :now where id = :id returning number")
                .param("now", now())
                .param("id", billedId)
                .query(String.class)
                .single();
        events.publishEvent(new InvoiceReleased(number));
        return number;
    }

    /** Publishes the next billed invoices of a run; a node that works beside this one takes others. */
    boolean releaseNext(UUID runId, int count) {
        var numbersOfChunk = jdbc.sql(
                        """
                        update invoice set released_at = :now
                        where id in (select id from invoice
                                     where billing_run_id = :run and released_at is null and number is not null
                                     order by number
                                     limit :count
                                     for update skip locked)
                        returning number
                        """)
                .param("now", now())
                .param("run", runId)
                .param("count", count)
                .query(String.class)
                .list();
        numbersOfChunk.stream().sorted().forEach(number -> events.publishEvent(new InvoiceReleased(number)));
        return jdbc.sql(
                        """
                        select exists (select 1 from invoice
                                       where billing_run_id = :run and released_at is null and number is not null)
                        """)
                .param("run", runId)
                .query(Boolean.class)
                .single();
    }

    private InvoiceNumbers.Ready ready(UUID invoiceId, String kind, BillingContractView contract) {
        var today = calendar.today();
        return new InvoiceNumbers.Ready(invoiceId, kind, today, today.plusDays(contract.paymentTermsDays()));
    }

    private Timestamp now() {
        return Timestamp.from(calendar.now());
    }
}
