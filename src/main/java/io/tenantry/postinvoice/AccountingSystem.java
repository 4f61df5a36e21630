package io.tenantry.postinvoice;

import io.tenantry.shared.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The port to the accounting system that invoices are posted to. */
public interface AccountingSystem {

    /** The system's name, such as {@code quickbooks}. */
    String name();

    /**
     * Posts an invoice or a credit note once: the same request id returns the first posting.
     *
     * @throws PostingRejected if the system says no; the message has its words
     * @throws SystemUnavailable if the outcome is unknown; the same call is safe
     */
    Posting post(Entry entry);

    enum Kind {
        INVOICE,
        CREDIT_NOTE
    }

    /** A document as accounting wants it; what a credit note gives back is positive. */
    record Entry(
            String requestId,
            Kind kind,
            String documentNumber,
            LocalDate date,
            LocalDate dueDate,
            Party customer,
            List<EntryLine> lines,
            Money tax,
            Money total) {}

    record Party(String number, String name, @Nullable String email) {}

    record EntryLine(String sku, String description, int quantity, Money unitPrice, Money amount) {}

    /** @param externalId the accounting system's id of the document */
    record Posting(String externalId, String documentNumber) {}
}
