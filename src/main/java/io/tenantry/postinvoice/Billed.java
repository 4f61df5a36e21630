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
        return new Billed(invoice.rolledUp(), number, issuedOn, dueOn);
    }

    UUID id() {
        return view.id();
    }

    boolean isCreditNote() {
        return view.kind().equals("CREDIT_NOTE");
    }

    /** With each amount's sign turned. */
    Billed turned() {
        var turned = new InvoiceView(
                view.id(),
                view.reference(),
                view.number(),
                view.kind(),
                view.status(),
                view.customerId(),
                view.customerNumber(),
                view.contractId(),
                view.contractNumber(),
                view.period(),
                view.issuedOn(),
                view.dueOn(),
                view.language(),
                view.lines().stream().map(Billed::turned).toList(),
                view.taxes().stream().map(Billed::turned).toList(),
                view.net().negated(),
                view.tax().negated(),
                view.total().negated(),
                view.paid().negated(),
                view.balance(),
                view.reviewReason(),
                view.correctsInvoice(),
                view.correctionReason(),
                view.version());
        return new Billed(turned, number, issuedOn, dueOn);
    }

    private static InvoiceView.Line turned(InvoiceView.Line line) {
        var lessPerSeat = line.unitPrice().isNegative();
        return new InvoiceView.Line(
                line.position(),
                line.kind(),
                line.subscriptionNumber(),
                line.changeNumber(),
                line.description(),
                line.sku(),
                line.servicePeriod(),
                lessPerSeat ? line.quantity() : -line.quantity(),
                lessPerSeat ? line.unitPrice().negated() : line.unitPrice(),
                line.share(),
                line.amount().negated(),
                line.taxRate(),
                line.taxCategory());
    }

    private static InvoiceView.TaxGroup turned(InvoiceView.TaxGroup group) {
        return new InvoiceView.TaxGroup(
                group.rate(),
                group.name(),
                group.net().negated(),
                group.tax().negated(),
                group.category(),
                group.exemptionReason());
    }
}
