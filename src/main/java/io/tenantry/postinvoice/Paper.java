package io.tenantry.postinvoice;

import io.tenantry.customer.CustomerView;
import io.tenantry.invoicing.InvoiceView;
import io.tenantry.invoicing.IssuingCompanyView;
import io.tenantry.shared.Period;
import java.time.LocalDate;

/**
 * What an invoice's documents say. Each of them, for people or for machines, is made of the same figures: those of the
 * invoice, and on a credit note with the sign turned, as a credit note says what it gives.
 *
 * <p>A credit of −2 × 30.00 × 1/2 = −30.00 stands on the credit note as 2 × 30.00 × 1/2 = 30.00.
 */
record Paper(Billed invoice, IssuingCompanyView issuer, CustomerView customer) {

    Paper {
        if (invoice.isCreditNote()) {
            invoice = invoice.turned();
        }
    }

    InvoiceView view() {
        return invoice.view();
    }

    boolean isCreditNote() {
        return invoice.isCreditNote();
    }

    DocumentTexts texts() {
        return new DocumentTexts(view().language());
    }

    /** As the texts call it. */
    String kind() {
        return isCreditNote() ? "creditNote" : "invoice";
    }

    String title() {
        return texts().text(kind() + ".title") + " " + invoice.number();
    }

    /** From the first to the last day that a line is for: one that was billed late reaches beyond the cycle. */
    Period period() {
        LocalDate from = view().period().from();
        LocalDate to = view().period().to();
        for (var line : view().lines()) {
            var served = line.servicePeriod();
            from = served.from().isBefore(from) ? served.from() : from;
            to = served.to().isAfter(to) ? served.to() : to;
        }
        return Period.of(from, to);
    }

    /** What people read instead of the payment terms. */
    String terms() {
        var total = texts().money(view().total());
        return isCreditNote()
                ? texts().text("payment.creditNote", total)
                : texts().text("payment.invoice", total, texts().date(invoice.dueOn()), invoice.number());
    }
}
