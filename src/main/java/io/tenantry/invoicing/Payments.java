package io.tenantry.invoicing;

import io.tenantry.shared.AuditFact;
import io.tenantry.shared.Conflict;
import io.tenantry.shared.Money;
import io.tenantry.shared.Refused;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Books payments, each reference once. Money that came is booked, even more than is owed, and for an invoice that was
 * credited meanwhile: what is too much shows as to be refunded.
 */
@Component
class Payments {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Payments(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    void record(InvoiceView invoice, Money amount, String reference) {
        if (invoice.number() == null) {
            throw new Refused(
                    "invoice-not-billed",
                    "Invoice " + invoice.reference() + " is " + invoice.status() + "; only a billed one is paid");
        }
        if (invoice.kind().equals("CREDIT_NOTE")) {
            throw new Refused(
                    "credit-note-is-not-paid",
                    invoice.number() + " is a credit note and gives money back; book the payment on its invoice");
        }
        if (!amount.isPositive() || !amount.currency().equals(invoice.total().currency())) {
            throw new Refused(
                    "invalid-payment",
                    "Payment " + reference + " of " + amount + " does not fit invoice " + invoice.number() + " over "
                            + invoice.total());
        }
        if (insert(invoice, amount, reference)) {
            settle(invoice.id(), amount);
            events.publishEvent(AuditFact.of(
                    invoice.number(), "payment-recorded", Map.of("amount", amount.toString(), "reference", reference)));
            return;
        }
        refuseOtherUse(invoice, amount, reference);
    }

    private boolean insert(InvoiceView invoice, Money amount, String reference) {
        return jdbc.sql(
                                """
                                insert into payment (id, invoice_id, amount, currency, reference, received_at)
                                values (:id, :invoice, :amount, :currency, :reference, :now)
                                on conflict (reference) do nothing
                                """)
                        .param("id", UUID.randomUUID())
                        .param("invoice", invoice.id())
                        .param("amount", amount.amount())
                        .param("currency", amount.currency().getCurrencyCode())
                        .param("reference", reference)
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    private void settle(UUID invoiceId, Money amount) {
        jdbc.sql(
                        """
                        update invoice
                        set paid = paid + :amount,
                            status = case when paid + :amount + credited >= total then 'PAID' else 'PARTIALLY_PAID' end,
                            version = version + 1
                        where id = :invoice
                        """)
                .param("amount", amount.amount())
                .param("invoice", invoiceId)
                .update();
    }

    private void refuseOtherUse(InvoiceView invoice, Money amount, String reference) {
        var same = jdbc.sql(
                        """
                        select count(*) from payment
                        where reference = :reference and invoice_id = :invoice and amount = :amount
                        """)
                .param("reference", reference)
                .param("invoice", invoice.id())
                .param("amount", amount.amount())
                .query(Long.class)
                .single();
        if (same == 0) {
            throw new Conflict(
                    "payment-known",
                    "Payment " + reference + " is booked already, for another invoice or amount than " + amount + " on "
                            + invoice.number());
        }
    }
}
