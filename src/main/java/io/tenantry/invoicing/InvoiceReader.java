package io.tenantry.invoicing;

import io.tenantry.shared.Money;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import io.tenantry.shared.Period;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads invoices with their lines. */
@Component
class InvoiceReader {

    private static final String SELECT =
            """
            select i.id, i.reference, i.number, i.kind, i.status, i.customer_id, k.number as customer_number,
                   i.billing_contract_id, c.number as contract_number, lower(i.period) as first_day,
                   upper(i.period) as end_day, i.issued_on, i.due_on, i.language, i.currency, i.net, i.tax, i.total,
                   i.paid, i.credited,
                   array(select x.number from credit_note y join invoice x on x.id = y.invoice_id
                         where y.corrects_invoice_id = i.id order by x.number) as credit_notes,
                   i.review_reason, o.number as corrects_invoice, n.reason as correction_reason, i.version
            from invoice i
            join customer k on k.id = i.customer_id
            join billing_contract c on c.id = i.billing_contract_id
            left join billing_run r on r.id = i.billing_run_id
            left join invoice o on o.id = i.corrects_invoice_id
            left join credit_note n on n.invoice_id = i.id
            """;

    /** Without a tax service a contract has a rate alone, and no rate is the zero rate. */
    private static final String CATEGORY =
            "case when tax_rate = 0 and tax_category = 'S' then 'Z' else tax_category end as tax_category\n";

    private static final String WANTED =
            """
            where (cast(:status as text) is null or i.status = :status)
              and (cast(:customer as text) is null or k.number = :customer)
              and (cast(:contract as text) is null or c.number = :contract)
              and (cast(:run as text) is null or r.number = :run)
              and (not :review or i.status = 'DRAFT' and i.review_reason is not null)
            """;

    private record LineOf(UUID invoiceId, InvoiceView.Line line) {}

    private record TaxOf(UUID invoiceId, InvoiceView.TaxGroup group) {}

    private final JdbcClient jdbc;

    InvoiceReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param key the legal number, or our reference */
    InvoiceView get(String key) {
        var id = jdbc.sql("select id from invoice where number = :key or reference = :key")
                .param("key", key)
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> new NotFound("Invoice", key));
        return read(SELECT + "where i.id = :id", Map.of("id", id)).get(0);
    }

    Page<InvoiceView> list(InvoiceFilter filter, Paging paging) {
        var parameters = new HashMap<String, Object>();
        parameters.put("status", filter.status());
        parameters.put("customer", filter.customerNumber());
        parameters.put("contract", filter.contractNumber());
        parameters.put("run", filter.runNumber());
        parameters.put("review", filter.review());
        var total = jdbc.sql("select count(*) from (" + SELECT + WANTED + ") as wanted")
                .params(parameters)
                .query(Long.class)
                .single();
        parameters.put("size", paging.size());
        parameters.put("offset", paging.offset());
        var order = "order by i.created_at desc, i.reference desc limit :size offset :offset";
        return Page.of(read(SELECT + WANTED + order, parameters), paging, total);
    }

    /** The oldest cycle first. */
    List<InvoiceView> all(Collection<UUID> ids) {
        return read(
                SELECT + "where i.id = any(:ids) order by lower(i.period), i.reference",
                Map.of("ids", ids.toArray(UUID[]::new)));
    }

    private List<InvoiceView> read(String sql, Map<String, ?> parameters) {
        var heads = jdbc.sql(sql).params(parameters).query(InvoiceReader::head).list();
        var ids = heads.stream().map(InvoiceView::id).toList();
        var currencies = heads.stream()
                .collect(Collectors.toMap(
                        InvoiceView::id, head -> head.total().currency().getCurrencyCode()));
        var lines = lines(ids, currencies);
        var taxes = taxes(ids, currencies);
        return heads.stream()
                .map(head ->
                        with(head, lines.getOrDefault(head.id(), List.of()), taxes.getOrDefault(head.id(), List.of())))
                .toList();
    }

    private Map<UUID, List<InvoiceView.Line>> lines(Collection<UUID> ids, Map<UUID, String> currencies) {
        return jdbc
                .sql(
                        """
                        select l.invoice_id, l.position, l.kind, s.number as subscription_number,
                               g.number as change_number, l.description, l.sku, lower(l.service_period) as first_day,
                               upper(l.service_period) as end_day, l.quantity, l.unit_price, l.share, l.amount,
                               l.rolled_into, l.tax_rate, """
                                + CATEGORY
                                + """
                        from invoice_line l
                        left join subscription s on s.id = l.subscription_id
                        left join license_change g on g.id = l.license_change_id
                        where l.invoice_id = any(:ids)
                        order by l.invoice_id, l.position
                        """)
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, number) -> lineOf(row, currencies))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        LineOf::invoiceId, Collectors.mapping(LineOf::line, Collectors.toList())));
    }

    private Map<UUID, List<InvoiceView.TaxGroup>> taxes(Collection<UUID> ids, Map<UUID, String> currencies) {
        return jdbc
                .sql(
                        """
                        select invoice_id, tax_rate, tax_name, net, tax, exemption_reason, """
                                + CATEGORY
                                + """
                        from invoice_tax
                        where invoice_id = any(:ids)
                        order by invoice_id, tax_rate desc, tax_name
                        """)
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, number) -> taxOf(row, currencies))
                .list()
                .stream()
                .collect(
                        Collectors.groupingBy(TaxOf::invoiceId, Collectors.mapping(TaxOf::group, Collectors.toList())));
    }

    private static LineOf lineOf(ResultSet row, Map<UUID, String> currencies) throws SQLException {
        var invoiceId = row.getObject("invoice_id", UUID.class);
        var currency = currencies.getOrDefault(invoiceId, "");
        var line = new InvoiceView.Line(
                row.getInt("position"),
                row.getString("kind"),
                row.getString("subscription_number"),
                row.getString("change_number"),
                row.getString("description"),
                row.getString("sku"),
                period(row),
                row.getInt("quantity"),
                Money.of(row.getBigDecimal("unit_price"), currency),
                row.getString("share"),
                Money.of(row.getBigDecimal("amount"), currency).rounded(),
                row.getBigDecimal("tax_rate"),
                row.getString("tax_category"),
                row.getObject("rolled_into", Integer.class));
        return new LineOf(invoiceId, line);
    }

    private static TaxOf taxOf(ResultSet row, Map<UUID, String> currencies) throws SQLException {
        var invoiceId = row.getObject("invoice_id", UUID.class);
        var currency = currencies.getOrDefault(invoiceId, "");
        var group = new InvoiceView.TaxGroup(
                row.getBigDecimal("tax_rate"),
                row.getString("tax_name"),
                Money.of(row.getBigDecimal("net"), currency).rounded(),
                Money.of(row.getBigDecimal("tax"), currency).rounded(),
                row.getString("tax_category"),
                row.getString("exemption_reason"));
        return new TaxOf(invoiceId, group);
    }

    private static InvoiceView head(ResultSet row, int number) throws SQLException {
        var currency = row.getString("currency");
        return new InvoiceView(
                row.getObject("id", UUID.class),
                row.getString("reference"),
                row.getString("number"),
                row.getString("kind"),
                row.getString("status"),
                row.getObject("customer_id", UUID.class),
                row.getString("customer_number"),
                row.getObject("billing_contract_id", UUID.class),
                row.getString("contract_number"),
                period(row),
                row.getObject("issued_on", LocalDate.class),
                row.getObject("due_on", LocalDate.class),
                row.getString("language"),
                List.of(),
                List.of(),
                Money.of(row.getBigDecimal("net"), currency).rounded(),
                Money.of(row.getBigDecimal("tax"), currency).rounded(),
                Money.of(row.getBigDecimal("total"), currency).rounded(),
                Money.of(row.getBigDecimal("paid"), currency).rounded(),
                InvoiceBalances.of(row, currency),
                row.getString("review_reason"),
                row.getString("corrects_invoice"),
                row.getString("correction_reason"),
                row.getLong("version"));
    }

    private static InvoiceView with(InvoiceView head, List<InvoiceView.Line> lines, List<InvoiceView.TaxGroup> taxes) {
        return new InvoiceView(
                head.id(),
                head.reference(),
                head.number(),
                head.kind(),
                head.status(),
                head.customerId(),
                head.customerNumber(),
                head.contractId(),
                head.contractNumber(),
                head.period(),
                head.issuedOn(),
                head.dueOn(),
                head.language(),
                lines,
                taxes,
                head.net(),
                head.tax(),
                head.total(),
                head.paid(),
                head.balance(),
                head.reviewReason(),
                head.correctsInvoice(),
                head.correctionReason(),
                head.version());
    }

    private static Period period(ResultSet row) throws SQLException {
        return Period.of(row.getObject("first_day", LocalDate.class), row.getObject("end_day", LocalDate.class));
    }
}
