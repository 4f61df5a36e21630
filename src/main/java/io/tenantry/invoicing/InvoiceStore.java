package io.tenantry.invoicing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes reckonings in batches: drafts, lines, taxes, allocations and the cycles they settle. */
@Component
class InvoiceStore {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final ObjectMapper json;
    private final IssuingCompanies companies;
    private final Clock clock;

    InvoiceStore(JdbcClient jdbc, JdbcTemplate batches, ObjectMapper json, IssuingCompanies companies, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
        this.companies = companies;
        this.clock = clock;
    }

    void write(Collection<Reckoning> reckonings, @Nullable UUID runId) {
        var drafts = reckonings.stream().flatMap(one -> one.drafts().stream()).toList();
        insertInvoices(drafts, runId);
        var allocations = new ArrayList<Object[]>();
        var lines = new ArrayList<Object[]>();
        for (var draft : drafts) {
            var position = 1;
            for (var line : draft.lines()) {
                var id = UUID.randomUUID();
                lines.add(line(draft, line, id, position++));
                line.contributions().forEach(one -> allocations.add(Allocations.billed(one, draft.id(), id)));
            }
            draft.waivers().forEach(waiver -> allocations.add(Allocations.waived(waiver, draft.id())));
        }
        reckonings.forEach(
                one -> one.unattached().forEach(waiver -> allocations.add(Allocations.waived(waiver, null))));
        insertLines(lines);
        insertTaxes(drafts);
        batches.batchUpdate(Allocations.INSERT, allocations);
    }

    /** A cycle that was invoiced stays so, whatever a later look at it finds. */
    void markCycles(Map<UUID, Reckoning> byContract) {
        var rows = new ArrayList<Object[]>();
        byContract.forEach((contract, reckoning) -> reckoning.cycles().forEach(one -> {
            var period = one.cycle().period();
            rows.add(new Object[] {
                UUID.randomUUID(),
                contract,
                one.cycle().number(),
                period.from(),
                period.to(),
                one.billOn(),
                one.invoiced() ? "INVOICED" : "NOTHING_DUE"
            });
        }));
        batches.batchUpdate(
                """
                insert into billing_cycle (id, billing_contract_id, cycle_number, period, bill_on, status)
                values (?, ?, ?, daterange(?, ?), ?, ?)
                on conflict (billing_contract_id, cycle_number) do update
                set status = case when billing_cycle.status = 'INVOICED' then 'INVOICED' else excluded.status end,
                    period = excluded.period, bill_on = excluded.bill_on, message = null,
                    version = billing_cycle.version + 1
                """,
                rows);
    }

    private void insertInvoices(List<InvoiceDraft> drafts, @Nullable UUID runId) {
        var references = references(drafts.size());
        var now = Timestamp.from(clock.instant());
        batches.batchUpdate(
                """
                insert into invoice (id, reference, kind, status, issuing_company_id, customer_id, billing_contract_id,
                                     billing_run_id, period, currency, language, net, tax, total, review_reason,
                                     created_at)
                values (?, ?, ?, 'DRAFT', ?, ?, ?, ?, daterange(?, ?), ?, ?, ?, ?, ?, ?, ?)
                """,
                drafts.stream()
                        .map(draft -> new Object[] {
                            draft.id(),
                            references.next(),
                            draft.kind(),
                            companies.defaultCompany(),
                            draft.contract().customerId(),
                            draft.contract().id(),
                            runId,
                            draft.period().from(),
                            draft.period().to(),
                            draft.contract().currency(),
                            draft.contract().language(),
                            draft.net().amount(),
                            draft.tax().amount(),
                            draft.total().amount(),
                            draft.reviewReason(),
                            now
                        })
                        .toList());
    }

    private Iterator<String> references(int count) {
        return jdbc
                .sql("select nextval('invoice_draft_number') from generate_series(1, :count)")
                .param("count", count)
                .query(Long.class)
                .list()
                .stream()
                .map(number -> String.format(Locale.ROOT, "DRAFT-%06d", number))
                .iterator();
    }

    private Object[] line(InvoiceDraft draft, DraftLine line, UUID id, int position) {
        return new Object[] {
            id,
            draft.id(),
            position,
            line.kind(),
            line.subscriptionId(),
            line.changeId(),
            line.description(),
            line.sku(),
            line.servicePeriod().from(),
            line.servicePeriod().to(),
            line.measure().quantity(),
            line.measure().unitPrice().amount(),
            line.measure().share(),
            line.amount().amount(),
            draft.contract().taxRate(),
            json(line.explanation())
        };
    }

    private void insertLines(List<Object[]> lines) {
        batches.batchUpdate(
                """
                insert into invoice_line (id, invoice_id, position, kind, subscription_id, license_change_id, description,
                                          sku, service_period, quantity, unit_price, share, amount, tax_rate,
                                          explanation)
                values (?, ?, ?, ?, ?, ?, ?, ?, daterange(?, ?), ?, ?, ?, ?, ?, ?::jsonb)
                """,
                lines);
    }

    private void insertTaxes(List<InvoiceDraft> drafts) {
        batches.batchUpdate(
                "insert into invoice_tax (invoice_id, tax_rate, tax_name, net, tax) values (?, ?, ?, ?, ?)",
                drafts.stream()
                        .filter(draft -> !draft.lines().isEmpty())
                        .map(draft -> new Object[] {
                            draft.id(),
                            draft.contract().taxRate(),
                            draft.contract().taxName(),
                            draft.net().amount(),
                            draft.tax().amount()
                        })
                        .toList());
    }

    private String json(Map<String, Object> explanation) {
        try {
            return json.writeValueAsString(explanation);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A line's explanation cannot be written", impossible);
        }
    }
}
