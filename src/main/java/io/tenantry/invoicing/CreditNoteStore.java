package io.tenantry.invoicing;

import io.tenantry.invoicing.CreditNotes.Wanted;
import io.tenantry.shared.CurrentActor;
import io.tenantry.shared.Ids;
import io.tenantry.shared.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes credit notes as mirrors of the lines that they give back. */
@Component
class CreditNoteStore {

    private final JdbcClient jdbc;
    private final CurrentActor actor;
    private final Clock clock;

    CreditNoteStore(JdbcClient jdbc, CurrentActor actor, Clock clock) {
        this.jdbc = jdbc;
        this.actor = actor;
        this.clock = clock;
    }

    Credit.Before before(InvoiceView invoice) {
        var positions = jdbc.sql("select position from credited_line where invoice_id = :invoice")
                .param("invoice", invoice.id())
                .query(Integer.class)
                .list();
        var taxes = jdbc.sql(
                        """
                        select t.tax_rate, t.tax_name, -t.net as net, -t.tax as tax, t.tax_category,
                               t.exemption_reason
                        from credit_note n join invoice_tax t on t.invoice_id = n.invoice_id
                        where n.corrects_invoice_id = :invoice
                        """)
                .param("invoice", invoice.id())
                .query((row, number) -> taxOf(row, invoice.total().currency().getCurrencyCode()))
                .list();
        return new Credit.Before(new HashSet<>(positions), taxes, discounts(invoice));
    }

    /** A discount's proof names the lines that it is taken off; one of version 1 may be taken off any. */
    private List<Set<Integer>> discounts(InvoiceView invoice) {
        return jdbc.sql(
                        """
                        select d.position,
                               array(select l.position from invoice_line l
                                     where l.invoice_id = d.invoice_id
                                       and (l.position = d.position
                                            or d.proof -> 'lines' is null
                                            or l.position in (
                                                select cast(named as int)
                                                from json_array_elements_text(d.proof -> 'lines') as names (named))))
                                   as together
                        from invoice_line d
                        where d.invoice_id = :invoice and d.kind = 'DISCOUNT'
                        """)
                .param("invoice", invoice.id())
                .query((row, number) ->
                        Set.of((Integer[]) row.getArray("together").getArray()))
                .list();
    }

    /** The note as a draft; its number is taken later. */
    UUID write(InvoiceView invoice, Credit credit, Wanted wanted) {
        var note = Ids.next();
        insertHead(note, invoice, credit);
        insertLines(note, invoice, credit, wanted.reason());
        insertTaxes(note, credit);
        insertCorrection(note, invoice, wanted);
        creditLines(note, invoice, credit);
        reduce(invoice, credit.total());
        return note;
    }

    private void insertHead(UUID note, InvoiceView invoice, Credit credit) {
        var reference = jdbc.sql("select nextval('invoice_draft_number')")
                .query(Long.class)
                .single();
        jdbc.sql(
                        """
                        insert into invoice (id, reference, kind, status, issuing_company_id, customer_id,
                                             billing_contract_id, corrects_invoice_id, period, currency, language, net,
                                             tax, total, created_at)
                        select :note, :reference, 'CREDIT_NOTE', 'DRAFT', issuing_company_id, customer_id,
                               billing_contract_id, id, period, currency, language, :net, :tax, :total, :now
                        from invoice where id = :invoice
                        """)
                .param("note", note)
                .param("reference", String.format(Locale.ROOT, "DRAFT-%06d", reference))
                .param("net", credit.net().negated().amount())
                .param("tax", credit.tax().negated().amount())
                .param("total", credit.total().negated().amount())
                .param("now", Timestamp.from(clock.instant()))
                .param("invoice", invoice.id())
                .update();
    }

    /** The proof of a mirrored line is the line that it mirrors, known by that one's fingerprint. */
    private void insertLines(UUID note, InvoiceView invoice, Credit credit, String reason) {
        jdbc.sql(
                        """
                        insert into invoice_line (invoice_id, position, kind, subscription_id, license_change_id,
                                                  description, sku, service_period, quantity, unit_price, share, amount,
                                                  tax_rate, tax_category, proof, proof_sha256)
                        select :note, mirrored.position, kind, subscription_id, license_change_id, description, sku,
                               service_period, -quantity, unit_price, share, -amount, tax_rate, tax_category,
                               cast(proof as json), sha256(convert_to(proof, 'UTF8'))
                        from (select row_number() over (order by l.position) as position, l.kind, l.subscription_id,
                                     l.license_change_id, l.description, l.sku, l.service_period, l.quantity,
                                     l.unit_price, l.share, l.amount, l.tax_rate, l.tax_category,
                                     cast(json_build_object(
                                         'version', 1, 'corrects', cast(:number as text), 'position', l.position,
                                         'proofSha256', encode(l.proof_sha256, 'hex'), 'amount', cast(-l.amount as text),
                                         'reason', cast(:reason as text)) as text) as proof
                              from invoice_line l
                              where l.invoice_id = :invoice and l.position = any(:positions)) as mirrored
                        """)
                .param("note", note)
                .param("number", invoice.number())
                .param("reason", reason)
                .param("invoice", invoice.id())
                .param("positions", positions(credit))
                .update();
    }

    private void insertTaxes(UUID note, Credit credit) {
        for (var group : credit.taxes()) {
            jdbc.sql(
                            """
                            insert into invoice_tax (invoice_id, tax_rate, tax_name, net, tax, tax_category,
                                                     exemption_reason)
                            values (:note, :rate, :name, :net, :tax, :category, :exemption)
                            """)
                    .param("note", note)
                    .param("rate", group.rate())
                    .param("name", group.name())
                    .param("net", group.net().negated().amount())
                    .param("tax", group.tax().negated().amount())
                    .param("category", group.category())
                    .param("exemption", group.exemptionReason())
                    .update();
        }
    }

    private void insertCorrection(UUID note, InvoiceView invoice, Wanted wanted) {
        jdbc.sql(
                        """
                        insert into credit_note (invoice_id, corrects_invoice_id, reason, afterwards, actor, created_at)
                        values (:note, :invoice, :reason, :afterwards, :actor, :now)
                        """)
                .param("note", note)
                .param("invoice", invoice.id())
                .param("reason", wanted.reason())
                .param("afterwards", wanted.afterwards().name())
                .param("actor", actor.name())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private void creditLines(UUID note, InvoiceView invoice, Credit credit) {
        jdbc.sql(
                        """
                        insert into credited_line (invoice_id, position, credit_note_id, credit_position)
                        select :invoice, position, :note, row_number() over (order by position)
                        from unnest(:positions) as credited (position)
                        """)
                .param("invoice", invoice.id())
                .param("note", note)
                .param("positions", positions(credit))
                .update();
    }

    private void reduce(InvoiceView invoice, Money total) {
        jdbc.sql(
                        """
                        update invoice
                        set credited = credited + :amount,
                            status = case when paid > 0 and paid + credited + :amount >= total then 'PAID' else status end,
                            version = version + 1
                        where id = :invoice
                        """)
                .param("amount", total.amount())
                .param("invoice", invoice.id())
                .update();
    }

    private static Integer[] positions(Credit credit) {
        return credit.lines().stream().map(InvoiceView.Line::position).toArray(Integer[]::new);
    }

    private static InvoiceView.TaxGroup taxOf(ResultSet row, String currency) throws SQLException {
        return new InvoiceView.TaxGroup(
                row.getBigDecimal("tax_rate"),
                row.getString("tax_name"),
                Money.of(row.getBigDecimal("net"), currency),
                Money.of(row.getBigDecimal("tax"), currency),
                row.getString("tax_category"),
                row.getString("exemption_reason"));
    }
}
