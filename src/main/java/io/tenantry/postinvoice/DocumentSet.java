package io.tenantry.postinvoice;

import io.tenantry.postinvoice.InvoiceDocuments.Document;
import io.tenantry.postinvoice.InvoiceDocuments.Kind;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes all documents of an invoice. */
@Component
class DocumentSet {

    private final InvoicePrinter printer;
    private final FacturX facturX;
    private final Ubl ubl;

    DocumentSet(InvoicePrinter printer, FacturX facturX, Ubl ubl) {
        this.printer = printer;
        this.facturX = facturX;
        this.ubl = ubl;
    }

    /** The PDF first; it is alone if EN 16931 cannot say the amounts. */
    List<Document> make(Paper paper) {
        var number = paper.invoice().number();
        var machines = facturX.write(paper).orElse(null);
        var pdf = Document.of(Kind.PDF, number, printer.print(paper, machines));
        return machines == null
                ? List.of(pdf)
                : List.of(
                        pdf,
                        Document.of(Kind.FACTUR_X, number, machines),
                        Document.of(Kind.UBL, number, ubl.convert(machines)));
    }
}
