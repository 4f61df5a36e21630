package io.tenantry.invoicing;

import io.tenantry.shared.Refused;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
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

    InvoiceNumbers(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
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
            byCompany(ofKind).forEach((company, ofCompany) -> numbers.putAll(bill(company, kind, ofCompany)));
        }
        return numbers;
    }

    /** A draft keeps the company that it was written for, also when another becomes the usual one. */
    private Map<UUID, List<Ready>> byCompany(List<Ready> ready) {
        var companies = new HashMap<UUID, UUID>();
        jdbc.sql("select id, issuing_company_id from invoice where id = any(:drafts)")
                .param("drafts", ready.stream().map(Ready::invoiceId).toArray(UUID[]::new))
                .query(row -> {
                    companies.put(row.getObject("id", UUID.class), row.getObject("issuing_company_id", UUID.class));
                });
        return ready.stream()
                .collect(Collectors.groupingBy(
                        one -> Objects.requireNonNull(companies.get(one.invoiceId())),
                        TreeMap::new,
                        Collectors.toList()));
    }

    private Map<UUID, String> bill(UUID company, String kind, List<Ready> ready) {
        var taken = take(company, kind, ready.size());
        var next = taken.last() - ready.size();
        var numbers = new LinkedHashMap<UUID, String>();
        for (var one : ready) {
            next++;
            numbers.put(one.invoiceId(), taken.prefix() + String.format(Locale.ROOT, "%06d", next));
        }
        var changed = batches.update(
                """
                update invoice i
                set status = 'BILLED', number = ready.number, issued_on = ready.issued_on, due_on = ready.due_on,
                    version = i.version + 1
                from unnest(?, ?, cast(? as date[]), cast(? as date[])) as ready (id, number, issued_on, due_on)
                where i.id = ready.id and i.status = 'DRAFT'
                """,
                numbers.keySet().toArray(UUID[]::new),
                numbers.values().toArray(String[]::new),
                ready.stream().map(one -> one.issuedOn().toString()).toArray(String[]::new),
                ready.stream().map(one -> one.dueOn().toString()).toArray(String[]::new));
        if (changed != ready.size()) {
            throw new IllegalStateException("A draft was billed or voided meanwhile; nothing of this step is kept");
        }
        return numbers;
    }

    private Taken take(UUID company, String kind, int count) {
        return jdbc.sql(
                        """
                        update invoice_series set last_number = last_number + :count
                        where issuing_company_id = :company and kind = :kind
                        returning prefix, last_number as last
                        """)
                .param("count", count)
                .param("company", company)
                .param("kind", kind)
                .query(Taken.class)
                .optional()
                .orElseThrow(() -> new Refused(
                        "no-invoice-series",
                        "The issuing company has no series for " + kind + "; restart to create it"));
    }
}
