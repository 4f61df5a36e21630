package io.tenantry.postinvoice;

import io.tenantry.contract.BillingContracts;
import io.tenantry.customer.Customers;
import io.tenantry.invoicing.InvoiceView;
import io.tenantry.invoicing.Invoices;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Posts the invoice to the accounting system once. The request id is stored before the system is asked and is the same
 * for each repeat, so that the system returns the first posting; it is renewed only after a definite no.
 */
@Service
@Transactional
public class AccountingPostings {

    private final Invoices invoices;
    private final BillingContracts contracts;
    private final Customers customers;
    private final AccountingSystem system;
    private final PostingClaims claims;
    private final StepBook book;

    AccountingPostings(
            Invoices invoices,
            BillingContracts contracts,
            Customers customers,
            AccountingSystem system,
            PostingClaims claims,
            StepBook book) {
        this.invoices = invoices;
        this.contracts = contracts;
        this.customers = customers;
        this.system = system;
        this.claims = claims;
        this.book = book;
    }

    /**
     * Repeating it after a success does nothing.
     *
     * @throws PostingRejected if the system says no
     * @throws SystemUnavailable if the outcome is unknown; the same call is safe
     */
    public void post(String invoiceNumber) {
        var invoice = Billed.of(invoices.get(invoiceNumber));
        var claim = claims.claim(invoice.id());
        var externalId = claim.externalId();
        if (externalId == null) {
            externalId = post(invoice, claim.requestId());
        }
        book.done(invoice.id(), StepBook.ACCOUNTING, system.name() + " " + externalId);
    }

    private String post(Billed invoice, String requestId) {
        try {
            var posting = system.post(entry(invoice, requestId));
            claims.posted(invoice.id(), posting.externalId());
            return posting.externalId();
        } catch (PostingRejected rejected) {
            claims.renew(invoice.id());
            throw rejected;
        }
    }

    private AccountingSystem.Entry entry(Billed invoice, String requestId) {
        var contract = contracts.get(invoice.view().contractId());
        var customer = customers.get(invoice.view().customerId());
        var email = contract.billingEmail() == null ? customer.contactEmail() : contract.billingEmail();
        var shown = invoice.isCreditNote() ? invoice.turned().view() : invoice.view();
        return new AccountingSystem.Entry(
                requestId,
                invoice.isCreditNote() ? AccountingSystem.Kind.CREDIT_NOTE : AccountingSystem.Kind.INVOICE,
                invoice.number(),
                invoice.issuedOn(),
                invoice.dueOn(),
                new AccountingSystem.Party(customer.number(), customer.name(), email),
                lines(shown),
                shown.tax(),
                shown.total());
    }

    private static List<AccountingSystem.EntryLine> lines(InvoiceView invoice) {
        return invoice.lines().stream().map(EntryLines::of).toList();
    }
}
