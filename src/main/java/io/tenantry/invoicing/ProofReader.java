package io.tenantry.invoicing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.shared.Money;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Period;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads a line with its proof and the license changes behind it. */
@Component
class ProofReader {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    ProofReader(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    JsonNode parsed(KeptLine line) {
        return parsed(line.proof());
    }

    JsonNode parsed(String proof) {
        try {
            return json.readTree(proof);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A kept proof is no JSON", broken);
        }
    }

    KeptLine line(InvoiceView invoice, int position) {
        return jdbc.sql(
                        """
                        select l.invoice_id, l.position, l.kind, l.subscription_id, lower(l.service_period) as first_day,
                               upper(l.service_period) as end_day, l.amount, l.proof,
                               encode(l.proof_sha256, 'hex') as sha256,
                               array(select generate_series(lower(a.changes), upper(a.changes) - 1)
                                     from allocation a
                                     where a.invoice_id = l.invoice_id and a.position = l.position) as sequences
                        from invoice_line l
                        where l.invoice_id = :invoice and l.position = :position
                        """)
                .param("invoice", invoice.id())
                .param("position", position)
                .query((row, index) -> line(row, invoice))
                .optional()
                .orElseThrow(() -> new NotFound("Line", position + " of invoice " + invoice.reference()));
    }

    /** Who made the changes behind a line, when and why, in the order of entry. */
    List<LineProof.Change> changes(KeptLine line) {
        if (line.subscriptionId() == null || line.sequences().isEmpty()) {
            return List.of();
        }
        return jdbc.sql(
                        """
                        select g.number, g.sequence, g.event, g.effective_date, g.quantity_delta, g.quantity_after,
                               g.unit_price, g.currency, g.sales_unit, g.actor, g.created_at, g.reason, g.source,
                               g.provisioning_status, g.billing_status, lower(a.period) as first_day,
                               upper(a.period) as end_day, archived.actor as archived_by, archived.at as archived_at,
                               archived.reason as archived_because
                        from allocation a
                        join license_change g on g.subscription_id = a.subscription_id and g.sequence <@ a.changes
                        left join lateral (
                            select c.actor, c.at, c.reason from status_change c
                            where c.license_change_id = g.id and c.kind = 'BILLING' and c.to_status = 'ARCHIVED'
                            order by c.at desc
                            limit 1) archived on g.billing_status = 'ARCHIVED'
                        where a.invoice_id = :invoice and a.position = :position
                        order by g.sequence, a.period
                        """)
                .param("invoice", line.invoiceId())
                .param("position", line.position())
                .query((row, index) -> change(row))
                .list();
    }

    /** The run that wrote an invoice; null for one that no run wrote. */
    @Nullable
    String run(UUID invoiceId) {
        return jdbc.sql(
                        """
                        select r.number from invoice i join billing_run r on r.id = i.billing_run_id where i.id = :invoice
                        """)
                .param("invoice", invoiceId)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private static KeptLine line(ResultSet row, InvoiceView invoice) throws SQLException {
        return new KeptLine(
                row.getObject("invoice_id", UUID.class),
                invoice.contractId(),
                row.getInt("position"),
                row.getString("kind"),
                row.getObject("subscription_id", UUID.class),
                period(row),
                new Money(row.getBigDecimal("amount"), invoice.total().currency()).rounded(),
                row.getString("proof"),
                row.getString("sha256"),
                sequences(row.getArray("sequences")));
    }

    private static Set<Integer> sequences(Array array) throws SQLException {
        return Set.of((Integer[]) array.getArray());
    }

    private static LineProof.Change change(ResultSet row) throws SQLException {
        BigDecimal unitPrice = row.getBigDecimal("unit_price");
        return new LineProof.Change(
                row.getString("number"),
                row.getInt("sequence"),
                row.getString("event"),
                row.getObject("effective_date", LocalDate.class),
                row.getInt("quantity_delta"),
                row.getInt("quantity_after"),
                unitPrice == null
                        ? null
                        : Money.of(unitPrice, row.getString("currency")).plain().toString(),
                row.getString("sales_unit"),
                period(row),
                row.getString("actor"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("reason"),
                row.getString("source"),
                row.getString("provisioning_status"),
                row.getString("billing_status"),
                archived(row));
    }

    private static Map<String, String> archived(ResultSet row) throws SQLException {
        var facts = new LinkedHashMap<String, String>();
        if (row.getString("archived_by") != null) {
            facts.put("archivedBy", row.getString("archived_by"));
            facts.put("archivedAt", row.getTimestamp("archived_at").toInstant().toString());
            facts.put("archivedBecause", row.getString("archived_because"));
        }
        return facts;
    }

    private static Period period(ResultSet row) throws SQLException {
        return Period.of(row.getObject("first_day", LocalDate.class), row.getObject("end_day", LocalDate.class));
    }
}
