package io.tenantry.invoicing;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.shared.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a line of an invoice comes from.
 *
 * @param sentence the amount as a sum that a person can follow
 * @param sha256 of the proof as it was written with the line
 * @param proof what the amount was computed with, and nothing else
 * @param changes the license changes that it bills, with who made them and why
 * @param rule the proration rule in the version that the contract has, with its worked example
 * @param printedWith the other lines of the printed line that it is part of: parent and add-ons billed at it
 * @param businessKeys of the processes that were at work: the run, the invoice and the changes
 */
public record LineProof(
        String invoice,
        String contractNumber,
        InvoiceView.Line line,
        String sentence,
        String sha256,
        JsonNode proof,
        List<Change> changes,
        @Nullable Rule rule,
        List<InvoiceView.Line> printedWith,
        List<String> businessKeys) {

    /**
     * A license change that the line bills.
     *
     * @param unitPrice of one sales unit after the change; null where none was known
     * @param period the days that it is billed for
     * @param facts who archived it, when and why, if somebody did
     */
    public record Change(
            String number,
            int sequence,
            String event,
            LocalDate effective,
            int quantityDelta,
            int quantityAfter,
            @Nullable String unitPrice,
            @Nullable String salesUnit,
            Period period,
            String actor,
            Instant createdAt,
            String reason,
            String source,
            String provisioningStatus,
            String billingStatus,
            Map<String, String> facts) {}

    /** @param example the rule at work on ten seats */
    public record Rule(String name, int version, String description, String example) {}
}
