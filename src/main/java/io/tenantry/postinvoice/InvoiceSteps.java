package io.tenantry.postinvoice;

import io.tenantry.contract.BillingContracts;
import io.tenantry.contract.PaymentProfiles;
import io.tenantry.decision.PostInvoiceSteps;
import io.tenantry.invoicing.Invoices;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which steps follow an invoice, and what became of each. */
@Service
@Transactional
public class InvoiceSteps {

    private final Invoices invoices;
    private final BillingContracts contracts;
    private final PaymentProfiles profiles;
    private final Recipients recipients;
    private final StepBook book;

    InvoiceSteps(
            Invoices invoices,
            BillingContracts contracts,
            PaymentProfiles profiles,
            Recipients recipients,
            StepBook book) {
        this.invoices = invoices;
        this.contracts = contracts;
        this.profiles = profiles;
        this.recipients = recipients;
        this.book = book;
    }

    /** Facts for the decision post-invoice-steps. */
    @Transactional(readOnly = true)
    public PostInvoiceSteps.Question facts(String invoiceNumber) {
        var invoice = invoices.get(invoiceNumber);
        var contract = contracts.get(invoice.contractId());
        var toggles = contract.toggles();
        return new PostInvoiceSteps.Question(
                toggles.generatePdf(),
                toggles.autoSendEmail(),
                toggles.autoSyncAccounting(),
                toggles.autoCharge(),
                !recipients.of(contract).isEmpty(),
                profiles.chargedFor(contract)
                        .filter(profile -> profile.status().equals("SYNCED"))
                        .isPresent(),
                invoice.total().isPositive(),
                invoice.kind().equals("CREDIT_NOTE"));
    }

    /** Keeps what was decided: planned, or skipped with its reason. Repeating it changes nothing that is done. */
    public void plan(String invoiceNumber, PostInvoiceSteps.Steps steps) {
        var invoice = invoices.get(invoiceNumber);
        book.plan(invoice.id(), StepBook.PDF, steps.pdf());
        book.plan(invoice.id(), StepBook.EMAIL, steps.email());
        book.plan(invoice.id(), StepBook.ACCOUNTING, steps.accounting());
        book.plan(invoice.id(), StepBook.CHARGE, steps.charge());
    }

    /** The steps with their reasons, and each act that was tried for them. */
    @Transactional(readOnly = true)
    public PostInvoiceView of(String invoiceNumber) {
        var invoice = invoices.get(invoiceNumber);
        return new PostInvoiceView(
                invoiceNumber,
                List.copyOf(book.steps(invoice.id())),
                book.emails(invoice.id()),
                book.posting(invoice.id()),
                book.charges(invoice.id()));
    }
}
