package io.tenantry.postinvoice;

import io.tenantry.contract.PaymentProfileView;
import io.tenantry.shared.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The attempts to charge an invoice, each kept in a transaction of its own, before the gateway is asked and after. */
@Component
@Transactional(propagation = Propagation.REQUIRES_NEW)
class ChargeAttempts {

    /**
     * All that the gateway is told in one attempt; a repeat tells it the same.
     *
     * @param state STARTED or SUCCEEDED
     */
    record Attempt(
            int number,
            String key,
            String state,
            Money amount,
            String gatewayCustomer,
            String paymentMethod,
            @Nullable String paymentId) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    ChargeAttempts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The attempt that has no outcome yet, or the one that succeeded. */
    public Optional<Attempt> openOrPaid(UUID invoiceId) {
        return jdbc.sql(
                        """
                        select attempt, idempotency_key, state, amount, currency, gateway_customer, payment_method,
                               payment_id
                        from charge_attempt
                        where invoice_id = :invoice and state in ('STARTED', 'SUCCEEDED')
                        """)
                .param("invoice", invoiceId)
                .query((row, number) -> attempt(row))
                .optional();
    }

    public Attempt start(UUID invoiceId, Money amount, PaymentProfileView profile) {
        return jdbc.sql(
                        """
                        insert into charge_attempt (invoice_id, attempt, idempotency_key, payment_profile,
                                                    gateway_customer, payment_method, amount, currency, state, at)
                        select :invoice, coalesce(max(attempt), 0) + 1, :key, :profile, :gatewayCustomer, :method,
                               :amount, :currency, 'STARTED', :now
                        from charge_attempt
                        where invoice_id = :invoice
                        returning attempt, idempotency_key, state, amount, currency, gateway_customer, payment_method,
                                  payment_id
                        """)
                .param("invoice", invoiceId)
                .param("key", UUID.randomUUID().toString())
                .param("profile", profile.number())
                .param("gatewayCustomer", profile.gatewayCustomer())
                .param("method", profile.gatewayPaymentMethod())
                .param("amount", amount.amount())
                .param("currency", amount.currency().getCurrencyCode())
                .param("now", Timestamp.from(clock.instant()))
                .query((row, number) -> attempt(row))
                .single();
    }

    public void succeeded(UUID invoiceId, Attempt attempt, String paymentId) {
        settle(invoiceId, attempt, "SUCCEEDED", paymentId, null);
    }

    public void declined(UUID invoiceId, Attempt attempt, String message) {
        settle(invoiceId, attempt, "DECLINED", null, message);
    }

    private void settle(
            UUID invoiceId, Attempt attempt, String state, @Nullable String paymentId, @Nullable String message) {
        jdbc.sql(
                        """
                        update charge_attempt set state = :state, payment_id = :payment, message = :message, at = :now
                        where invoice_id = :invoice and attempt = :attempt and state = 'STARTED'
                        """)
                .param("state", state)
                .param("payment", paymentId)
                .param("message", message)
                .param("now", Timestamp.from(clock.instant()))
                .param("invoice", invoiceId)
                .param("attempt", attempt.number())
                .update();
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        return new Attempt(
                row.getInt("attempt"),
                row.getString("idempotency_key"),
                row.getString("state"),
                Money.of(row.getBigDecimal("amount"), row.getString("currency")).rounded(),
                row.getString("gateway_customer"),
                row.getString("payment_method"),
                row.getString("payment_id"));
    }
}
