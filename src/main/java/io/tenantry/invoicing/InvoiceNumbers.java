package io.tenantry.invoicing;

import io.tenantry.shared.Refused;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Spends legal numbers, without a gap in each series of the issuing company. The series' row stays locked until the
 * transaction ends, so this is its last step: a rollback gives the numbers back, and nobody waits for long.
 */
@Component
class InvoiceNumbers {

    /** A draft that is ready to be billed. */
    record Ready(UUID invoiceId, String kind, LocalDate issuedOn, LocalDate dueOn) {}

    private record Taken(String prefix, long last) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final IssuingCompanies companies;

    InvoiceNumbers(JdbcClient jdbc, JdbcTemplate batches, IssuingCompanies companies) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.companies = companies;
    }

    /**
     * Bills the drafts in the order given; invoices before credit notes, so that all callers lock alike. What a failure
     * takes back is up to the caller.
     *
     * @return the number of each draft
     */
    @Transactional(propagation = Propagation.MANDATORY, noRollbackFor = RuntimeException.class)
    public Map<UUID, String> bill(List<Ready> ready) {
        var numbers = new LinkedHashMap<UUID, String>();
        for (var kind : List.of("INVOICE", "CREDIT_NOTE")) {
            var ofKind = ready.stream().filter(one -> one.kind().equals(kind)).toList();
            if (!ofKind.isEmpty()) {
                numbers.putAll(bill(kind, ofKind));
            }
        }
        return numbers;
    }

    private Map<UUID, String> bill(String kind, List<Ready> ready) {
        var taken = take(kind, ready.size());
        var next = taken.last() - ready.size();
        var numbers = new LinkedHashMap<UUID, String>();
        var rows = new ArrayList<Object[]>();
        for (var one : ready) {
            next++;
            var number = taken.prefix() + String.format(Locale.ROOT, "%06d", next);
            numbers.put(one.invoiceId(), number);
            rows.add(new Object[] {number, Date.valueOf(one.issuedOn()), Date.valueOf(one.dueOn()), one.invoiceId()});
        }
        var changed = batches.batchUpdate(
                """
                update invoice set status = 'BILLED', number = ?, issued_on = ?, due_on = ?, version = version + 1
                where id = ? and status = 'DRAFT'
                """,
                rows);
        for (var count : changed) {
            if (count != 1) {
                throw new IllegalStateException("A draft was billed or voided meanwhile; nothing of this step is kept");
            }
        }
        return numbers;
    }

    private Taken take(String kind, int count) {
        return jdbc.sql(
                        """
                        update invoice_series set last_number = last_number + :count
                        where issuing_company_id = :company and kind = :kind
                        returning prefix, last_number as last
                        """)
                .param("count", count)
                .param("company", companies.defaultCompany())
                .param("kind", kind)
                .query(Taken.class)
                .optional()
                .orElseThrow(() -> new Refused(
                        "no-invoice-series",
                        "The issuing company has no series for " + kind + "; restart to create it"));
    }
}
