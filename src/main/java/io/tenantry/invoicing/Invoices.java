package io.tenantry.invoicing;

import io.tenantry.shared.Money;
import io.tenantry.shared.Page;
import io.tenantry.shared.Paging;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The invoices and their life: DRAFT, BILLED, PARTIALLY_PAID, PAID; a draft may become VOID instead. */
@Service
@Transactional
public class Invoices {

    private final InvoiceReader reader;
    private final IssuingCompanies companies;
    private final DraftReview review;
    private final Payments payments;

    Invoices(InvoiceReader reader, IssuingCompanies companies, DraftReview review, Payments payments) {
        this.reader = reader;
        this.companies = companies;
        this.review = review;
        this.payments = payments;
    }

    /** @param key the legal number, or our reference */
    @Transactional(readOnly = true)
    public InvoiceView get(String key) {
        return reader.get(key);
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    public Page<InvoiceView> list(InvoiceFilter filter, Paging paging) {
        return reader.list(filter, paging);
    }

    @Transactional(readOnly = true)
    public IssuingCompanyView issuer(UUID invoiceId) {
        return companies.of(invoiceId);
    }

    /** A person releases a draft: its number is spent and {@link InvoiceReleased} published. Repeating it does nothing. */
    public InvoiceView bill(String reference, long version) {
        review.bill(reader.get(reference), version);
        return reader.get(reference);
    }

    /**
     * A person voids a draft: what it held is owed again, and the next run bills its cycle. What shall never be billed
     * is archived in the ledger before.
     */
    public InvoiceView voidDraft(String reference, long version, String reason) {
        review.voidDraft(reader.get(reference), version, reason);
        return reader.get(reference);
    }

    /**
     * Books a payment and moves the invoice to Partially Paid or Paid. The same reference books once.
     *
     * @param reference the gateway's id of the payment
     */
    public void recordPayment(String invoiceNumber, Money amount, String reference) {
        payments.record(reader.get(invoiceNumber), amount, reference);
    }
}
