package io.tenantry.contract;

import io.tenantry.shared.AuditFact;
import io.tenantry.shared.Currencies;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Refused;
import io.tenantry.shared.Stale;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The rules by which a contract's invoices go out by themselves, and how often changes between them are looked for. */
@Service
@Transactional
public class InvoiceRules {

    private static final int SHORTEST_FOR_CHANGE_LOGS = 3;
    private static final int LONGEST_LIMIT = 15;

    /**
     * The rules of a contract.
     *
     * @param invoiceLimit the highest total, tax included, that goes out by itself, in the contract's currency; null if
     *     any does
     * @param changeLogCadence how often changes within a cycle are looked for; null for the global setting
     */
    public record Rules(@Nullable BigDecimal invoiceLimit, @Nullable ChangeLogCadence changeLogCadence) {}

    public record View(
            String contractNumber,
            String currency,
            int frequencyMonths,
            @Nullable BigDecimal invoiceLimit,
            @Nullable ChangeLogCadence changeLogCadence,
            long version) {}

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    InvoiceRules(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** @throws NotFound if there is no such contract */
    @Transactional(readOnly = true)
    public View get(String contractNumber) {
        return find(contractNumber, "");
    }

    /** @throws Stale if the contract is not of this version any more */
    public View set(String contractNumber, Rules rules, long version) {
        var before = find(contractNumber, "for no key update");
        Stale.check("Billing contract " + contractNumber, version, before.version());
        requireSensible(before, rules);
        jdbc.sql(
                        """
                        update billing_contract
                        set invoice_limit = cast(:limit as numeric), change_log_cadence = :cadence, version = version + 1
                        where number = :number
                        """)
                .param("limit", rules.invoiceLimit())
                .param("cadence", name(rules.changeLogCadence()))
                .param("number", contractNumber)
                .update();
        var after = find(contractNumber, "");
        events.publishEvent(AuditFact.of(
                contractNumber, "invoice-rules-changed", Map.of("from", before.toString(), "to", after.toString())));
        return after;
    }

    private View find(String contractNumber, String lock) {
        return jdbc.sql(
                        """
                        select number as contract_number, currency, frequency_months, invoice_limit, change_log_cadence,
                               version
                        from billing_contract where number = :number
                        """
                                + lock)
                .param("number", contractNumber)
                .query(View.class)
                .optional()
                .orElseThrow(() -> new NotFound("Billing contract", contractNumber));
    }

    private static void requireSensible(View contract, Rules rules) {
        var limit = rules.invoiceLimit();
        var decimals = Currencies.of(contract.currency()).getDefaultFractionDigits();
        if (limit != null
                && (limit.signum() <= 0
                        || limit.stripTrailingZeros().scale() > decimals
                        || limit.precision() - limit.scale() > LONGEST_LIMIT)) {
            throw new Refused(
                    "invalid-invoice-limit",
                    "An invoice limit of " + limit.toPlainString() + " " + contract.currency()
                            + " is not above zero with " + decimals + " decimals at most");
        }
        var cadence = rules.changeLogCadence();
        if (cadence != null && contract.frequencyMonths() < SHORTEST_FOR_CHANGE_LOGS) {
            throw new Refused(
                    "change-log-too-frequent",
                    "Contract " + contract.contractNumber() + " is billed every " + contract.frequencyMonths()
                            + " month(s): its changes come with the next invoice, so it has no cadence");
        }
    }

    private static @Nullable String name(@Nullable ChangeLogCadence cadence) {
        return cadence == null ? null : cadence.name();
    }
}
