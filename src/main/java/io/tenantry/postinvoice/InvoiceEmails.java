package io.tenantry.postinvoice;

import io.tenantry.contract.BillingContracts;
import io.tenantry.invoicing.Invoices;
import io.tenantry.shared.AuditFact;
import io.tenantry.shared.Refused;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sends the invoice with its PDF: one message per invoice and address. Repeating it sends nothing that was sent. Where
 * nobody can know whether a message went out, a person looks into the mail server's log and either confirms it or sends
 * it again.
 */
@Service
@Transactional
public class InvoiceEmails {

    private final Invoices invoices;
    private final BillingContracts contracts;
    private final Recipients recipients;
    private final Postbox postbox;
    private final StepBook book;
    private final ApplicationEventPublisher events;

    InvoiceEmails(
            Invoices invoices,
            BillingContracts contracts,
            Recipients recipients,
            Postbox postbox,
            StepBook book,
            ApplicationEventPublisher events) {
        this.invoices = invoices;
        this.contracts = contracts;
        this.recipients = recipients;
        this.postbox = postbox;
        this.book = book;
        this.events = events;
    }

    /**
     * @throws MailNotSent if the mail server did not take a message; the same call is safe
     * @throws MailOutcomeUnknown if a message may have gone out; names its Message-ID and what to do
     */
    public void send(String invoiceNumber) {
        var invoice = Billed.of(invoices.get(invoiceNumber));
        var addresses = addresses(invoice);
        postbox.deliver(invoice, addresses);
        book.done(invoice.id(), StepBook.EMAIL, String.join(", ", addresses));
    }

    /** A person sends the invoice once more, to all addresses. */
    public void resend(String invoiceNumber, String reason) {
        var invoice = Billed.of(invoices.get(invoiceNumber));
        var addresses = addresses(invoice);
        postbox.deliverAgain(invoice, addresses);
        book.done(invoice.id(), StepBook.EMAIL, String.join(", ", addresses));
        events.publishEvent(new AuditFact(
                invoiceNumber, "invoice-mailed-again", reason, Map.of("to", String.join(", ", addresses))));
    }

    /** A person found in the mail server's log that the messages in doubt went out. */
    public void confirm(String invoiceNumber, String reason) {
        var invoice = Billed.of(invoices.get(invoiceNumber));
        var confirmed = postbox.confirm(invoice, addresses(invoice));
        if (confirmed.isEmpty()) {
            throw new Refused("nothing-in-doubt", "No message of invoice " + invoiceNumber + " is in doubt");
        }
        events.publishEvent(new AuditFact(
                invoiceNumber, "invoice-mail-confirmed", reason, Map.of("messages", String.join(", ", confirmed))));
    }

    private List<String> addresses(Billed invoice) {
        var contract = contracts.get(invoice.view().contractId());
        var addresses = recipients.of(contract);
        if (addresses.isEmpty()) {
            throw new Refused(
                    "no-recipient",
                    "Contract " + contract.number() + " has no billing e-mail and its customer no contact; add one to "
                            + "send " + invoice.number());
        }
        return addresses;
    }
}
