package io.tenantry.invoicing;

import io.tenantry.charge.ChargesForBilling;
import io.tenantry.invoicing.proration.Settled;
import io.tenantry.shared.CopyRows;
import io.tenantry.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes reckonings, many at once: drafts, lines, taxes, allocations and the cycles they settle. */
@Component
class InvoiceStore {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Allocations allocations;
    private final RollUps rollUps;
    private final ChargesForBilling charges;
    private final IssuingCompanies companies;
    private final Clock clock;

    InvoiceStore(
            JdbcClient jdbc,
            JdbcTemplate batches,
            Allocations allocations,
            RollUps rollUps,
            ChargesForBilling charges,
            IssuingCompanies companies,
            Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.allocations = allocations;
        this.rollUps = rollUps;
        this.charges = charges;
        this.companies = companies;
        this.clock = clock;
    }

    void write(Collection<Reckoning> reckonings, @Nullable UUID runId) {
        settle(reckonings);
        var drafts = new ArrayList<InvoiceDraft>();
        reckonings.forEach(one -> drafts.addAll(one.drafts()));
        writeInvoices(drafts, runId);
        writeLines(drafts);
        rollUps.mark(drafts.stream().map(InvoiceDraft::id).toList());
        writeTaxes(drafts);
        writeAllocations(drafts, reckonings);
        writeItems(drafts);
    }

    /** A cycle that was invoiced stays so, whatever a later look at it finds. */
    void markCycles(Map<UUID, Reckoning> byContract) {
        var contracts = new ArrayList<UUID>();
        var numbers = new ArrayList<Integer>();
        var texts = new ArrayList<String[]>();
        byContract.forEach((contract, reckoning) -> reckoning.cycles().forEach(one -> {
            var period = one.cycle().period();
            contracts.add(contract);
            numbers.add(one.cycle().number());
            texts.add(new String[] {
                period.from().toString(), period.to().toString(), one.billOn().toString(), one.status()
            });
        }));
        batches.update(
                """
                insert into billing_cycle (billing_contract_id, cycle_number, period, bill_on, status)
                select contract, number, daterange(cast(first_day as date), cast(end_day as date)),
                       cast(bill_on as date), status
                from unnest(?, ?, ?, ?, ?, ?) as looked (contract, number, first_day, end_day, bill_on, status)
                on conflict (billing_contract_id, cycle_number) do update
                set status = case when billing_cycle.status = 'INVOICED' then 'INVOICED' else excluded.status end,
                    period = excluded.period, bill_on = excluded.bill_on, message = null,
                    version = billing_cycle.version + 1
                """,
                contracts.toArray(UUID[]::new),
                numbers.toArray(Integer[]::new),
                column(texts, 0),
                column(texts, 1),
                column(texts, 2),
                column(texts, 3));
    }

    private static String[] column(List<String[]> rows, int index) {
        return rows.stream().map(row -> row[index]).toArray(String[]::new);
    }

    private void settle(Collection<Reckoning> reckonings) {
        var reached = new HashMap<UUID, Settled>();
        reckonings.forEach(one -> reached.putAll(one.settled()));
        allocations.settle(reached);
    }

    private void writeInvoices(List<InvoiceDraft> drafts, @Nullable UUID runId) {
        var rows = new CopyRows(
                "invoice",
                "id",
                "reference",
                "kind",
                "status",
                "issuing_company_id",
                "customer_id",
                "billing_contract_id",
                "billing_run_id",
                "period",
                "currency",
                "language",
                "net",
                "tax",
                "total",
                "review_reason",
                "created_at");
        var references = references(drafts.size());
        var company = companies.defaultCompany();
        var now = clock.instant();
        for (var draft : drafts) {
            var contract = draft.contract();
            rows.add(
                    draft.id(),
                    references.next(),
                    draft.kind(),
                    "DRAFT",
                    company,
                    contract.customerId(),
                    contract.id(),
                    runId,
                    draft.period(),
                    contract.currency(),
                    contract.language(),
                    draft.totals().net().amount(),
                    draft.totals().tax().amount(),
                    draft.totals().total().amount(),
                    draft.reviewReason(),
                    now);
        }
        rows.write(batches);
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

    private void writeLines(List<InvoiceDraft> drafts) {
        var rows = new CopyRows(
                "invoice_line",
                "invoice_id",
                "position",
                "kind",
                "subscription_id",
                "license_change_id",
                "description",
                "sku",
                "service_period",
                "quantity",
                "unit_price",
                "share",
                "amount",
                "tax_rate",
                "tax_category",
                "proof",
                "proof_sha256");
        for (var draft : drafts) {
            var position = 1;
            for (var line : draft.lines()) {
                addLine(rows, draft, line, position++);
            }
        }
        rows.write(batches);
    }

    private static void addLine(CopyRows rows, InvoiceDraft draft, DraftLine line, int position) {
        var proof = line.proof().json();
        rows.add(
                draft.id(),
                position,
                line.kind(),
                line.subscriptionId(),
                line.changeId(),
                line.description(),
                line.sku(),
                line.servicePeriod(),
                line.measure().quantity(),
                line.measure().unitPrice().amount(),
                line.measure().share(),
                line.amount().amount(),
                line.tax().rate(),
                line.tax().code(),
                proof,
                Sha256.digest().digest(proof.getBytes(StandardCharsets.UTF_8)));
    }

    private void writeTaxes(List<InvoiceDraft> drafts) {
        var rows = new CopyRows(
                "invoice_tax", "invoice_id", "tax_rate", "tax_name", "tax_category", "exemption_reason", "net", "tax");
        for (var draft : drafts) {
            for (var group : draft.totals().groups()) {
                var treatment = group.treatment();
                rows.add(
                        draft.id(),
                        treatment.rate(),
                        treatment.name(),
                        treatment.code(),
                        treatment.exemptionReason(),
                        group.net().amount(),
                        group.tax().amount());
            }
        }
        rows.write(batches);
    }

    private void writeItems(List<InvoiceDraft> drafts) {
        var billed = new ArrayList<ChargesForBilling.Billed>();
        for (var draft : drafts) {
            var position = 1;
            for (var line : draft.lines()) {
                if (line.itemId() != null) {
                    billed.add(new ChargesForBilling.Billed(line.itemId(), draft.id(), position));
                }
                position++;
            }
        }
        charges.bill(billed);
    }

    private void writeAllocations(List<InvoiceDraft> drafts, Collection<Reckoning> reckonings) {
        var rows = Allocations.rows();
        for (var draft : drafts) {
            var position = 1;
            for (var line : draft.lines()) {
                Allocations.addBilled(rows, line, draft.id(), position++);
            }
            draft.waivers().forEach(waiver -> Allocations.addWaived(rows, waiver, draft.id()));
        }
        reckonings.forEach(one -> one.unattached().forEach(waiver -> Allocations.addWaived(rows, waiver, null)));
        rows.write(batches);
    }
}
