package io.tenantry.postinvoice;

import io.tenantry.contract.BillingContracts;
import io.tenantry.invoicing.Invoices;
import io.tenantry.shared.AuditFact;
import io.tenantry.shared.Refused;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

    /**
     * A person sends the invoice once more. The step is done once all addresses are served.
     *
     * @param address one of the invoice's; null takes all that are not known to be served
     */
    public void resend(String invoiceNumber, @Nullable String address, String reason) {
        var invoice = Billed.of(invoices.get(invoiceNumber));
        var all = addresses(invoice);
        var chosen = address == null ? notServed(invoice, all) : List.of(oneOf(all, address, invoice));
        postbox.deliverAgain(invoice, chosen);
        if (postbox.notServed(invoice, all).isEmpty()) {
            book.done(invoice.id(), StepBook.EMAIL, String.join(", ", all));
        }
        events.publishEvent(
                new AuditFact(invoiceNumber, "invoice-mailed-again", reason, Map.of("to", String.join(", ", chosen))));
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

    private List<String> notServed(Billed invoice, List<String> addresses) {
        var open = postbox.notServed(invoice, addresses);
        if (open.isEmpty()) {
            throw new Refused(
                    "all-served",
                    "Invoice " + invoice.number() + " was sent to " + String.join(", ", addresses)
                            + "; name the address that shall get it once more");
        }
        return open;
    }

    private static String oneOf(List<String> addresses, String wanted, Billed invoice) {
        return addresses.stream()
                .filter(address -> address.equalsIgnoreCase(wanted.strip()))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        "not-a-recipient",
                        "Invoice " + invoice.number() + " is mailed to " + String.join(", ", addresses) + ", not to "
                                + wanted + "; add the address to the billing contract first"));
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
