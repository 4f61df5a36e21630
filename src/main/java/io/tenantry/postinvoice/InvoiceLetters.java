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
    private final InvoiceDocuments documents;

    InvoiceLetters(Invoices invoices, Customers customers, InvoiceDocuments documents) {
        this.invoices = invoices;
        this.customers = customers;
        this.documents = documents;
    }

    /** A new message with a Message-ID of its own. */
    Mailer.Message letter(Billed invoice, String address) {
        var paper = new Paper(
                invoice,
                invoices.issuer(invoice.id()),
                customers.get(invoice.view().customerId()));
        var view = paper.view();
        var issuer = paper.issuer();
        var texts = paper.texts();
        var kind = paper.kind();
        var pdf = documents.document(invoice.number(), InvoiceDocuments.Kind.PDF);
        var domain = issuer.email().substring(issuer.email().indexOf('@') + 1);
        return new Mailer.Message(
                UUID.randomUUID() + "@" + domain,
                List.of(address),
                texts.text("mail." + kind + ".subject", invoice.number(), issuer.name()),
                texts.text(
                        "mail." + kind + ".text",
                        paper.customer().name(),
                        invoice.number(),
                        texts.date(view.period().from()),
                        texts.date(view.period().lastDay()),
                        texts.money(view.total()),
                        texts.date(invoice.dueOn()),
                        issuer.name(),
                        issuer.email()),
                List.of(new Mailer.Attachment(pdf.fileName(), pdf.mediaType(), pdf.content())));
    }
}
