package io.tenantry.postinvoice;

import io.tenantry.decision.PostInvoiceSteps;
import io.tenantry.shared.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the four steps of each invoice and reads what was tried for them. */
@Component
class StepBook {

    static final String PDF = "PDF";
    static final String EMAIL = "EMAIL";
    static final String ACCOUNTING = "ACCOUNTING";
    static final String CHARGE = "CHARGE";

    private final JdbcClient jdbc;
    private final Clock clock;

    StepBook(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void plan(UUID invoiceId, String step, PostInvoiceSteps.Step decided) {
        jdbc.sql(
                        """
                        insert into post_invoice_step (invoice_id, step, state, reason, at)
                        values (:invoice, :step, :state, :reason, :now)
                        on conflict (invoice_id, step) do update
                        set state = excluded.state, reason = excluded.reason, at = excluded.at
                        where post_invoice_step.state <> 'DONE'
                        """)
                .param("invoice", invoiceId)
                .param("step", step)
                .param("state", decided.choice() == PostInvoiceSteps.Choice.RUN ? "PLANNED" : "SKIPPED")
                .param("reason", decided.reason())
                .param("now", now())
                .update();
    }

    /** The first time counts; a step that nobody planned was asked for by a person. */
    void done(UUID invoiceId, String step, String reference) {
        jdbc.sql(
                        """
                        insert into post_invoice_step (invoice_id, step, state, reason, reference, at)
                        values (:invoice, :step, 'DONE', 'Asked for', :reference, :now)
                        on conflict (invoice_id, step) do update
                        set state = 'DONE', reference = excluded.reference, at = excluded.at
                        where post_invoice_step.state <> 'DONE'
                        """)
                .param("invoice", invoiceId)
                .param("step", step)
                .param("reference", reference)
                .param("now", now())
                .update();
    }

    List<PostInvoiceView.Step> steps(UUID invoiceId) {
        return jdbc.sql(
                        """
                        select step, state, reason, reference, at from post_invoice_step
                        where invoice_id = :invoice
                        order by array_position(array['PDF', 'EMAIL', 'ACCOUNTING', 'CHARGE'], step)
                        """)
                .param("invoice", invoiceId)
                .query((row, number) -> new PostInvoiceView.Step(
                        row.getString("step"),
                        row.getString("state"),
                        row.getString("reason"),
                        row.getString("reference"),
                        at(row)))
                .list();
    }

    List<PostInvoiceView.Email> emails(UUID invoiceId) {
        return jdbc.sql(
                        """
                        select address, sending, message_id, state, at from invoice_email
                        where invoice_id = :invoice
                        order by sending, address
                        """)
                .param("invoice", invoiceId)
                .query((row, number) -> new PostInvoiceView.Email(
                        row.getString("address"),
                        row.getInt("sending"),
                        row.getString("message_id"),
                        row.getString("state"),
                        at(row)))
                .list();
    }

    PostInvoiceView.@Nullable Posting posting(UUID invoiceId) {
        return jdbc.sql(
                        """
                        select request_id, external_id, claimed_at, posted_at from accounting_posting
                        where invoice_id = :invoice
                        """)
                .param("invoice", invoiceId)
                .query((row, number) -> posting(row))
                .optional()
                .orElse(null);
    }

    List<PostInvoiceView.Charge> charges(UUID invoiceId) {
        return jdbc.sql(
                        """
                        select attempt, state, amount, currency, payment_profile, payment_id, message, at
                        from charge_attempt
                        where invoice_id = :invoice
                        order by attempt
                        """)
                .param("invoice", invoiceId)
                .query((row, number) -> new PostInvoiceView.Charge(
                        row.getInt("attempt"),
                        row.getString("state"),
                        Money.of(row.getBigDecimal("amount"), row.getString("currency"))
                                .rounded(),
                        row.getString("payment_profile"),
                        row.getString("payment_id"),
                        row.getString("message"),
                        at(row)))
                .list();
    }

    private static PostInvoiceView.Posting posting(ResultSet row) throws SQLException {
        var posted = row.getTimestamp("posted_at");
        return new PostInvoiceView.Posting(
                row.getString("request_id"),
                row.getString("external_id"),
                row.getTimestamp("claimed_at").toInstant(),
                posted == null ? null : posted.toInstant());
    }

    private static Instant at(ResultSet row) throws SQLException {
        return row.getTimestamp("at").toInstant();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
