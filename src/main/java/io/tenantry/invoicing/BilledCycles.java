package io.tenantry.invoicing;

import io.tenantry.contract.DueContracts;
import io.tenantry.contract.InvoicedTime;
import io.tenantry.shared.Period;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The cycles that were billed, and those to be billed again because an invoice of them was taken back. */
@Component
class BilledCycles implements InvoicedTime {

    private final JdbcClient jdbc;
    private final DueContracts contracts;

    BilledCycles(JdbcClient jdbc, DueContracts contracts) {
        this.jdbc = jdbc;
        this.contracts = contracts;
    }

    /**
     * The next run looks at the invoice's cycle again. Its first day names the cycle: where it ends may have changed with
     * the contract's end since. What a change-log invoice held comes with the next one of its kind, with the next
     * cycle, or where the contract has ended with its closing.
     */
    void reopen(InvoiceView invoice, String message) {
        jdbc.sql("delete from change_log_look where billing_contract_id = :contract")
                .param("contract", invoice.contractId())
                .update();
        jdbc.sql(
                        """
                        update billing_cycle set status = 'PENDING', message = :message, version = version + 1
                        where billing_contract_id = :contract and lower(period) = :from
                          and not exists (select 1 from change_log_invoice l where l.invoice_id = :invoice)
                        returning bill_on
                        """)
                .param("message", message)
                .param("contract", invoice.contractId())
                .param("from", invoice.period().from())
                .param("invoice", invoice.id())
                .query(LocalDate.class)
                .optional()
                .ifPresent(billOn -> contracts.invoiceNoLaterThan(invoice.contractId(), billOn));
        contracts.closeAgain(invoice.contractId());
    }

    /** A cycle that a person has skipped, or that a run found empty, is kept, and so are the terms that it comes from. */
    @Override
    public boolean beginsAnew(UUID contractId) {
        var begins = jdbc.sql(
                        """
                        select not exists (select 1 from invoice
                                           where billing_contract_id = :contract and status <> 'VOID')
                               and not exists (select 1 from billing_cycle
                                               where billing_contract_id = :contract and status <> 'PENDING')
                        """)
                .param("contract", contractId)
                .query(Boolean.class)
                .single();
        if (begins) {
            jdbc.sql("delete from billing_cycle where billing_contract_id = :contract")
                    .param("contract", contractId)
                    .update();
        }
        return begins;
    }

    @Override
    public Optional<Furthest> furthest(UUID contractId) {
        return jdbc.sql(
                        """
                        select coalesce(i.number, i.reference) as reference, upper(a.period) as until
                        from invoice i
                        join allocation a on a.invoice_id = i.id and a.live and a.state = 'BILLED'
                        where i.billing_contract_id = :contract
                        order by upper(a.period) desc, i.reference desc
                        limit 1
                        """)
                .param("contract", contractId)
                .query(Furthest.class)
                .optional();
    }

    @Override
    public Optional<LocalDate> invoicedWithin(UUID contractId, Period span) {
        return jdbc.sql(
                        """
                        select upper(period) from billing_cycle
                        where billing_contract_id = :contract and status = 'INVOICED'
                          and period && daterange(:from, :to)
                        order by upper(period) desc
                        limit 1
                        """)
                .param("contract", contractId)
                .param("from", span.from())
                .param("to", span.to())
                .query(LocalDate.class)
                .optional();
    }
}
