package io.tenantry.invoicing;

import io.tenantry.shared.Money;
import io.tenantry.shared.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person sees who decides on the drafts of a contract: the service periods side by side, a row for each
 * subscription and a column for each invoice. Different periods are normal, overlapping ones an error.
 *
 * @param columns what was billed before, then the drafts, the oldest cycle first
 * @param overlap whether two invoices charge one subscription for the same days
 * @param version names all that is shown; it changes with any of it
 */
public record DraftReviewView(
        String contractNumber,
        String contractName,
        String customerNumber,
        String customerName,
        LocalDate startDate,
        int frequencyMonths,
        LocalDate nextInvoiceDate,
        List<Draft> drafts,
        List<Column> columns,
        List<Row> rows,
        boolean overlap,
        long version) {

    /** @param writeIn whether a line has a price that no price list item backs */
    public record Draft(
            String reference, String kind, Period period, Money total, String reason, boolean writeIn, long version) {}

    /** @param key the number of what was billed, or the draft's reference */
    public record Column(String key, String status, Period period, Money net, Money total) {}

    /**
     * @param cells one for each column; null where the invoice charges nothing for it
     * @param overlap whether two of the cells charge for the same days
     */
    public record Row(
            @Nullable String subscriptionNumber, String description, List<@Nullable Cell> cells, boolean overlap) {}

    /**
     * What one invoice charges for one subscription.
     *
     * @param servicePeriod of its full-cycle line, or of its first line where it has none
     * @param changes how many lines are for changes within a cycle
     */
    public record Cell(Money amount, Period servicePeriod, int changes) {}

    /** A contract with drafts that wait, as a list shows it. */
    public record Summary(
            String contractNumber,
            String contractName,
            String customerNumber,
            String customerName,
            int drafts,
            int writeIns,
            Period period,
            Money total,
            Instant heldSince) {}
}
