package io.tenantry.invoicing;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The drafts that wait for a person, and that somebody hears of them. Whoever calls holds the contract, so what is
 * counted here cannot change before the event's listeners are done.
 */
@Component
class HeldDrafts {

    private record Count(int drafts, int writeIns) {}

    private final JdbcClient jdbc;
    private final InvoiceReader reader;
    private final ApplicationEventPublisher events;

    HeldDrafts(JdbcClient jdbc, InvoiceReader reader, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.reader = reader;
        this.events = events;
    }

    /** One event for each contract that has a draft to review; most have none. */
    void announce(Collection<Reckoning> written) {
        for (var reckoning : written) {
            reckoning.drafts().stream()
                    .filter(draft -> draft.reviewReason() != null)
                    .findFirst()
                    .ifPresent(draft ->
                            events.publishEvent(new DraftsHeld(draft.contract().number())));
        }
    }

    /** A draft was billed or voided. */
    void settled(InvoiceView draft) {
        if (draft.reviewReason() == null) {
            return;
        }
        var left = count(draft.contractId());
        if (left.writeIns() == 0) {
            events.publishEvent(new WriteInsSettled(draft.contractNumber()));
        }
        if (left.drafts() == 0) {
            events.publishEvent(new DraftsSettled(draft.contractNumber()));
        }
    }

    int drafts(UUID contractId) {
        return count(contractId).drafts();
    }

    int writeIns(UUID contractId) {
        return count(contractId).writeIns();
    }

    /** The oldest cycle first. */
    List<InvoiceView> of(UUID contractId) {
        return reader.all(jdbc.sql(
                        """
                                select id from invoice
                                where billing_contract_id = :contract and status = 'DRAFT' and review_reason is not null
                                """)
                .param("contract", contractId)
                .query(UUID.class)
                .list());
    }

    /** Every open draft of a contract, the oldest cycle first. */
    List<InvoiceView> allDrafts(UUID contractId) {
        return reader.all(jdbc.sql("select id from invoice where billing_contract_id = :contract and status = 'DRAFT'")
                .param("contract", contractId)
                .query(UUID.class)
                .list());
    }

    /** What was billed last before the oldest held draft, to be seen beside it; empty if nothing was. */
    List<InvoiceView> billedBefore(UUID contractId) {
        return reader.all(jdbc.sql(
                        """
                                select i.id from invoice i
                                where i.billing_contract_id = :contract and i.kind = 'INVOICE'
                                  and i.status in ('BILLED', 'PARTIALLY_PAID', 'PAID') and i.credited < i.total
                                  and lower(i.period) <= (select min(lower(d.period)) from invoice d
                                                          where d.billing_contract_id = :contract
                                                            and d.status = 'DRAFT' and d.review_reason is not null)
                                order by lower(i.period) desc, i.number desc
                                limit 1
                                """)
                .param("contract", contractId)
                .query(UUID.class)
                .list());
    }

    private Count count(UUID contractId) {
        return jdbc.sql(
                        """
                        select count(*) as drafts,
                               count(*) filter (where exists (select 1 from invoice_line l
                                                              where l.invoice_id = i.id and l.kind = 'WRITE_IN'))
                                   as write_ins
                        from invoice i
                        where i.billing_contract_id = :contract and i.status = 'DRAFT' and i.review_reason is not null
                        """)
                .param("contract", contractId)
                .query(Count.class)
                .single();
    }
}
