package io.tenantry.postinvoice;

import io.tenantry.customer.Customers;
import io.tenantry.invoicing.Invoices;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Sha256;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes the invoice's PDF once and keeps it with its SHA-256. Repeating it does nothing. */
@Service
@Transactional
public class InvoicePdfs {

    /** @param sha256 of the content, in hex */
    public record Document(String fileName, byte[] content, String sha256) {}

    private final Invoices invoices;
    private final Customers customers;
    private final InvoicePrinter printer;
    private final StepBook book;
    private final JdbcClient jdbc;
    private final Clock clock;

    InvoicePdfs(
            Invoices invoices,
            Customers customers,
            InvoicePrinter printer,
            StepBook book,
            JdbcClient jdbc,
            Clock clock) {
        this.invoices = invoices;
        this.customers = customers;
        this.printer = printer;
        this.book = book;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public void create(String invoiceNumber) {
        var invoice = Billed.of(invoices.get(invoiceNumber));
        var document = find(invoice.id()).orElseGet(() -> print(invoice));
        book.done(invoice.id(), StepBook.PDF, "sha256 " + document.sha256());
    }

    /** @throws NotFound before it was created */
    @Transactional(readOnly = true)
    public Document document(String invoiceNumber) {
        return find(invoices.get(invoiceNumber).id())
                .orElseThrow(() -> new NotFound("The PDF of invoice", invoiceNumber));
    }

    private Document print(Billed invoice) {
        var view = invoice.view();
        var content = printer.print(
                new InvoicePrinter.Content(invoice, invoices.issuer(view.id()), customers.get(view.customerId())));
        var document = new Document(invoice.number() + ".pdf", content, Sha256.of(content));
        jdbc.sql(
                        """
                        insert into invoice_document (invoice_id, kind, file_name, content, sha256, created_at)
                        values (:invoice, 'PDF', :name, :content, :sha256, :now)
                        on conflict (invoice_id, kind) do nothing
                        """)
                .param("invoice", invoice.id())
                .param("name", document.fileName())
                .param("content", content)
                .param("sha256", document.sha256())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return find(invoice.id()).orElse(document);
    }

    private Optional<Document> find(UUID invoiceId) {
        return jdbc.sql(
                        """
                        select file_name, content, sha256 from invoice_document
                        where invoice_id = :invoice and kind = 'PDF'
                        """)
                .param("invoice", invoiceId)
                .query((row, number) ->
                        new Document(row.getString("file_name"), row.getBytes("content"), row.getString("sha256")))
                .optional();
    }
}
