package io.tenantry.postinvoice;

import io.tenantry.customer.Customers;
import io.tenantry.invoicing.Invoices;
import io.tenantry.shared.NotFound;
import io.tenantry.shared.Sha256;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes the invoice's documents once and keeps each with its SHA-256: the PDF/A-3 with Factur-X inside, the same
 * Factur-X file by itself, and UBL. Repeating it does nothing; and as the same invoice gives the same bytes, neither does
 * a repeat after a crash.
 */
@Service
@Transactional
public class InvoiceDocuments {

    public enum Kind {
        PDF("PDF", ".pdf", "application/pdf"),
        FACTUR_X("Factur-X file", "-factur-x.xml", "application/xml"),
        UBL("UBL file", "-ubl.xml", "application/xml");

        private final String title;
        private final String suffix;
        private final String mediaType;

        Kind(String title, String suffix, String mediaType) {
            this.title = title;
            this.suffix = suffix;
            this.mediaType = mediaType;
        }

        public String title() {
            return title;
        }

        /** The last part of its address in the API. */
        public String path() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @param sha256 of the content, in hex */
    public record Document(Kind kind, String fileName, byte[] content, String sha256) {

        public String mediaType() {
            return kind.mediaType;
        }

        static Document of(Kind kind, String invoiceNumber, byte[] content) {
            return new Document(kind, invoiceNumber + kind.suffix, content, Sha256.of(content));
        }
    }

    private final Invoices invoices;
    private final Customers customers;
    private final DocumentSet documents;
    private final StepBook book;
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    InvoiceDocuments(
            Invoices invoices,
            Customers customers,
            DocumentSet documents,
            StepBook book,
            JdbcClient jdbc,
            JdbcTemplate batches,
            Clock clock) {
        this.invoices = invoices;
        this.customers = customers;
        this.documents = documents;
        this.book = book;
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    public void create(String invoiceNumber) {
        var invoice = Billed.of(invoices.get(invoiceNumber));
        var kept = sha256OfPdf(invoice.id());
        if (kept.isPresent()) {
            book.done(invoice.id(), StepBook.PDF, "sha256 " + kept.get());
            return;
        }
        var view = invoice.view();
        var made = documents.make(new Paper(invoice, invoices.issuer(view.id()), customers.get(view.customerId())));
        keep(invoice.id(), made);
        var alone = made.size() > 1
                ? ""
                : "; without Factur-X and UBL, as EN 16931 has two decimals and these amounts have more";
        book.done(invoice.id(), StepBook.PDF, "sha256 " + made.get(0).sha256() + alone);
    }

    /** Which documents were made of an invoice. */
    @Transactional(readOnly = true)
    public List<Kind> kinds(UUID invoiceId) {
        return jdbc
                .sql("select kind from invoice_document where invoice_id = :invoice")
                .param("invoice", invoiceId)
                .query((row, number) -> Kind.valueOf(row.getString("kind")))
                .stream()
                .sorted()
                .toList();
    }

    /** @throws NotFound before it was made, or if the standard cannot say the invoice's amounts */
    @Transactional(readOnly = true)
    public Document document(String invoiceNumber, Kind kind) {
        return jdbc.sql(
                        """
                        select file_name, content, sha256 from invoice_document
                        where invoice_id = :invoice and kind = :kind
                        """)
                .param("invoice", invoices.get(invoiceNumber).id())
                .param("kind", kind.name())
                .query((row, number) -> new Document(
                        kind, row.getString("file_name"), row.getBytes("content"), row.getString("sha256")))
                .optional()
                .orElseThrow(() -> new NotFound("The " + kind.title + " of invoice", invoiceNumber));
    }

    private void keep(UUID invoiceId, List<Document> made) {
        var now = Timestamp.from(clock.instant());
        var rows = new ArrayList<Object[]>();
        for (var one : made) {
            rows.add(new Object[] {invoiceId, one.kind().name(), one.fileName(), one.content(), one.sha256(), now});
        }
        batches.batchUpdate(
                """
                insert into invoice_document (invoice_id, kind, file_name, content, sha256, created_at)
                values (?, ?, ?, ?, ?, ?)
                on conflict (invoice_id, kind) do nothing
                """,
                rows);
    }

    private Optional<String> sha256OfPdf(UUID invoiceId) {
        return jdbc.sql("select sha256 from invoice_document where invoice_id = :invoice and kind = 'PDF'")
                .param("invoice", invoiceId)
                .query(String.class)
                .optional();
    }
}
