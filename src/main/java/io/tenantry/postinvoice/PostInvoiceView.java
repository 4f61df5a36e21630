package io.tenantry.postinvoice;

import io.tenantry.shared.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an invoice after it was billed.
 *
 * @param posting null while accounting was not asked
 */
public record PostInvoiceView(
        String invoiceNumber, List<Step> steps, List<Email> emails, @Nullable Posting posting, List<Charge> charges) {

    /**
     * @param step PDF, EMAIL, ACCOUNTING or CHARGE
     * @param state PLANNED, SKIPPED or DONE
     * @param reason why it is planned or skipped
     * @param reference what it left behind, such as the document's SHA-256 or the payment's id
     */
    public record Step(String step, String state, String reason, @Nullable String reference, Instant at) {}

    /**
     * @param sending 1, and one more for each time that a person sent it again
     * @param state CLAIMED, SENT or UNKNOWN
     */
    public record Email(String address, int sending, String messageId, String state, Instant at) {}

    public record Posting(
            String requestId, @Nullable String externalId, Instant claimedAt, @Nullable Instant postedAt) {}

    /** @param state STARTED, SUCCEEDED or DECLINED */
    public record Charge(
            int attempt,
            String state,
            Money amount,
            String paymentProfile,
            @Nullable String paymentId,
            @Nullable String message,
            Instant at) {}
}
