package io.tenantry.postinvoice;

import io.tenantry.customer.Customers;
import io.tenantry.invoicing.Invoices;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes the message that an invoice is sent with, in the contract's language. */
@Component
class InvoiceLetters {

    private final Invoices invoices;
    private final Customers customers;
    private final InvoicePdfs pdfs;

    InvoiceLetters(Invoices invoices, Customers customers, InvoicePdfs pdfs) {
        this.invoices = invoices;
        this.customers = customers;
        this.pdfs = pdfs;
    }

    /** A new message with a Message-ID of its own. */
    Mailer.Message letter(Billed invoice, String address) {
        var view = invoice.view();
        var issuer = invoices.issuer(view.id());
        var texts = new DocumentTexts(view.language());
        var kind = view.kind().equals("CREDIT_NOTE") ? "creditNote" : "invoice";
        var pdf = pdfs.document(invoice.number());
        var domain = issuer.email().substring(issuer.email().indexOf('@') + 1);
        return new Mailer.Message(
                UUID.randomUUID() + "@" + domain,
                List.of(address),
                texts.text("mail." + kind + ".subject", invoice.number(), issuer.name()),
                texts.text(
                        "mail." + kind + ".text",
                        customers.get(view.customerId()).name(),
                        invoice.number(),
                        texts.date(view.period().from()),
                        texts.date(view.period().lastDay()),
                        texts.money(view.total()),
                        texts.date(invoice.dueOn()),
                        issuer.name(),
                        issuer.email()),
                List.of(new Mailer.Attachment(pdf.fileName(), "application/pdf", pdf.content())));
    }
}
