package io.tenantry.contract;

import io.tenantry.shared.Together;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The billing contracts as a billing run wants them: many in one statement. */
@Service
public class DueContracts {

    private static final String SELECT =
            """
            select c.id, c.number, c.customer_id, k.number as customer_number, c.name, c.status,
                   c.start_date, c.end_date, c.frequency_months, c.billing_policy, c.proration_rule,
                   c.proration_rule_version, c.billing_offset_days, c.next_invoice_date,
                   c.payment_terms_days, c.currency, c.price_list_id, l.name as price_list,
                   c.allow_conversion, c.tax_rate, c.tax_name, t.code as tax_service, c.process_refunds, c.is_default,
                   c.billing_contact, c.billing_email, c.more_recipients,
                   coalesce(c.language, k.language) as language,
                   p.number as payment_profile, c.generate_pdf, c.auto_send_email,
                   c.auto_sync_accounting, c.auto_charge, c.version
            from billing_contract c
            join customer k on k.id = c.customer_id
            join price_list l on l.id = c.price_list_id
            left join payment_profile p on p.id = c.payment_profile_id
            left join tax_service t on t.id = c.tax_service_id
            where c.id = any(?)
            order by c.number
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    DueContracts(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Reads and locks contracts until the transaction ends, so that no two runs bill one at the same time. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<UUID, BillingContractView> lock(Collection<UUID> ids) {
        var together = new Together(batches);
        var locked = find(SELECT + "for no key update of c", ids, together);
        together.ask();
        return locked;
    }

    /** The same without a lock, for what is only shown. */
    public Map<UUID, BillingContractView> read(Collection<UUID> ids) {
        var together = new Together(batches);
        var read = read(ids, together);
        together.ask();
        return read;
    }

    /** The same, together with other questions. */
    public Map<UUID, BillingContractView> read(Collection<UUID> ids, Together together) {
        return find(SELECT, ids, together);
    }

    private static Map<UUID, BillingContractView> find(String sql, Collection<UUID> ids, Together together) {
        var found = new LinkedHashMap<UUID, BillingContractView>();
        together.add(sql, ids, row -> {
            var contract = contract(row);
            found.put(contract.id(), contract);
        });
        return found;
    }

    /** Sets when each contract is invoiced next. What a failure takes back is up to the caller. */
    @Transactional(propagation = Propagation.MANDATORY, noRollbackFor = RuntimeException.class)
    public void invoiceNextOn(Map<UUID, LocalDate> dates) {
        batches.update(
                """
                update billing_contract c set next_invoice_date = next.day, invoiced = true, version = c.version + 1
                from unnest(?, cast(? as date[])) as next (id, day)
                where c.id = next.id and (c.next_invoice_date <> next.day or not c.invoiced)
                """,
                dates.keySet().toArray(UUID[]::new),
                dates.values().stream().map(LocalDate::toString).toArray(String[]::new));
    }

    /** A person says when the contract is invoiced next, be it earlier or later than now. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void moveNextInvoiceDate(UUID id, LocalDate day) {
        jdbc.sql("update billing_contract set next_invoice_date = :day, version = version + 1 where id = :id")
                .param("day", day)
                .param("id", id)
                .update();
    }

    /** A cycle is to be billed again: its contract is invoiced on that cycle's day, unless it is before anyway. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void invoiceNoLaterThan(UUID id, LocalDate day) {
        jdbc.sql(
                        """
                        update billing_contract set next_invoice_date = :day, version = version + 1
                        where id = :id and next_invoice_date > :day
                        """)
                .param("day", day)
                .param("id", id)
                .update();
    }

    /**
     * Something is owed of a contract that may be billed to its end already: then it is closed once more. Locks the
     * contract, so that a run which is closing it right now does not miss what the caller writes.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void closeAgain(UUID id) {
        jdbc.sql("select id from billing_contract where id = :id for no key update")
                .param("id", id)
                .query(UUID.class)
                .optional();
        jdbc.sql(
                        """
                        update billing_contract
                        set next_invoice_date = end_date + billing_offset_days, version = version + 1
                        where id = :id and status = 'ACTIVE' and next_invoice_date > end_date + billing_offset_days
                        """)
                .param("id", id)
                .update();
    }

    private static BillingContractView contract(ResultSet row) throws SQLException {
        return new BillingContractView(
                row.getObject("id", UUID.class),
                row.getString("number"),
                row.getObject("customer_id", UUID.class),
                row.getString("customer_number"),
                row.getString("name"),
                row.getString("status"),
                row.getObject("start_date", LocalDate.class),
                row.getObject("end_date", LocalDate.class),
                row.getInt("frequency_months"),
                row.getString("billing_policy"),
                row.getString("proration_rule"),
                row.getInt("proration_rule_version"),
                row.getInt("billing_offset_days"),
                row.getObject("next_invoice_date", LocalDate.class),
                row.getInt("payment_terms_days"),
                row.getString("currency"),
                row.getObject("price_list_id", UUID.class),
                row.getString("price_list"),
                row.getBoolean("allow_conversion"),
                row.getBigDecimal("tax_rate"),
                row.getString("tax_name"),
                row.getString("tax_service"),
                row.getString("process_refunds"),
                row.getBoolean("is_default"),
                row.getString("billing_contact"),
                row.getString("billing_email"),
                recipients(row),
                row.getString("language"),
                row.getString("payment_profile"),
                new AutomationToggles(
                        row.getBoolean("generate_pdf"),
                        row.getBoolean("auto_send_email"),
                        row.getBoolean("auto_sync_accounting"),
                        row.getBoolean("auto_charge")),
                row.getLong("version"));
    }

    private static List<String> recipients(ResultSet row) throws SQLException {
        return Arrays.asList((String[]) row.getArray("more_recipients").getArray());
    }
}
