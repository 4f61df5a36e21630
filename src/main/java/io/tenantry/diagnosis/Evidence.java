package io.tenantry.diagnosis;

import io.tenantry.invoicing.ContractPreview;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts about a contract that its invoices follow from. Days are half-open: {@code to} does not belong to a span.
 *
 * @param lines of all invoices that are not void, so that service periods stand side by side
 * @param preview what a run on the day would write
 */
public record Evidence(
        Contract contract,
        List<Subscription> subscriptions,
        List<Change> changes,
        List<Scheduled> scheduledChanges,
        List<Cycle> cycles,
        List<Invoice> invoices,
        List<Line> lines,
        List<Waived> waived,
        List<Quarantined> quarantined,
        List<ListPrice> prices,
        List<RunItem> runs,
        ContractPreview preview) {

    public record Contract(
            String number,
            String name,
            String status,
            String customerNumber,
            String customerName,
            LocalDate startDate,
            @Nullable LocalDate endDate,
            int frequencyMonths,
            String billingPolicy,
            LocalDate nextInvoiceDate,
            String currency,
            String priceList,
            String priceListCurrency,
            String processRefunds,
            boolean addressComplete) {}

    /** @param unitMonthsNow what Unit Mapping says today; {@code unitMonths} is what was agreed */
    public record Subscription(
            String number,
            String name,
            String status,
            boolean billable,
            @Nullable String product,
            String partNumber,
            String term,
            @Nullable String salesUnit,
            @Nullable Integer unitMonths,
            @Nullable Integer unitMonthsNow,
            int quantity,
            @Nullable String unitPrice,
            @Nullable String currency,
            LocalDate startDate,
            @Nullable LocalDate endDate,
            List<String> sameProductElsewhere) {}

    /**
     * @param listPrice of product, unit and term on the effective date, on the contract's price list
     * @param priceFits whether the change's price is that of the list
     * @param billedOn references of the invoices that bill it
     */
    public record Change(
            String number,
            String subscription,
            int sequence,
            String event,
            LocalDate effective,
            int quantityDelta,
            int quantityAfter,
            @Nullable String unitPrice,
            @Nullable String salesUnit,
            @Nullable String currency,
            boolean refund,
            String provisioningStatus,
            String billingStatus,
            String actor,
            String reason,
            Instant createdAt,
            @Nullable String listPrice,
            boolean priceFits,
            List<String> billedOn) {

        boolean archived() {
            return billingStatus.equals("ARCHIVED");
        }
    }

    public record Scheduled(
            String number,
            String subscription,
            String changeType,
            int quantityDelta,
            LocalDate effective,
            String status,
            @Nullable String message) {}

    public record Cycle(
            int number, LocalDate from, LocalDate to, LocalDate billOn, String status, @Nullable String message) {}

    public record Invoice(
            String reference,
            @Nullable String number,
            String kind,
            String status,
            LocalDate from,
            LocalDate to,
            String total,
            @Nullable String run,
            @Nullable String corrects,
            @Nullable String reviewReason,
            Instant createdAt) {

        String name() {
            return number == null ? reference : number;
        }
    }

    public record Line(
            String invoice,
            String invoiceStatus,
            int position,
            String kind,
            @Nullable String subscription,
            @Nullable String change,
            String description,
            LocalDate from,
            LocalDate to,
            int quantity,
            String unitPrice,
            String share,
            String amount) {

        boolean overlaps(Line other) {
            return from.isBefore(other.to) && other.from.isBefore(to);
        }
    }

    public record Waived(
            String subscription, String changes, LocalDate from, LocalDate to, String amount, String reason) {}

    public record Quarantined(
            String subscription,
            LocalDate from,
            LocalDate to,
            String code,
            String reason,
            String owner,
            Instant since) {}

    public record ListPrice(
            String subscription,
            String priceList,
            String unit,
            String term,
            String price,
            LocalDate validFrom,
            LocalDate validTo) {

        boolean validOn(LocalDate day) {
            return !day.isBefore(validFrom) && day.isBefore(validTo);
        }
    }

    public record RunItem(
            String run,
            LocalDate asOf,
            String runStatus,
            String status,
            @Nullable String reason,
            Instant requestedAt) {}
}
