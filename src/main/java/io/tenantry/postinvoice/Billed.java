package io.tenantry.postinvoice;

import io.tenantry.invoicing.InvoiceView;
import io.tenantry.shared.Refused;
import java.time.LocalDate;
import java.util.UUID;

/** An invoice that may go out: it has its number and its dates. */
record Billed(InvoiceView view, String number, LocalDate issuedOn, LocalDate dueOn) {

    /** @throws Refused while it is a draft, or if it was voided */
    static Billed of(InvoiceView invoice) {
        var number = invoice.number();
        var issuedOn = invoice.issuedOn();
        var dueOn = invoice.dueOn();
        if (number == null || issuedOn == null || dueOn == null) {
            throw new Refused(
                    "invoice-not-billed",
                    "Invoice " + invoice.reference() + " is " + invoice.status() + "; only a billed one goes out");
        }
        return new Billed(invoice, number, issuedOn, dueOn);
    }

    UUID id() {
        return view.id();
    }
}
