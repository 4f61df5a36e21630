package io.tenantry.subscription;

import io.tenantry.shared.Money;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One license change as an invoice wants it. Changes move the subscription's monthly value in the order of their
 * entry: before this one it was the previous change's {@code quantityAfter × monthlyUnitPrice}, after it this one's.
 *
 * @param sequence 1, 2, 3 … within the subscription, without gaps
 * @param entry the order in which the changes came into billing; one that was archived and comes back behind what was
 *     billed without it is entered anew
 * @param firstEntry its entry before it was ever archived
 * @param event CREATE, UPDATE, ACTIVATE or DEACTIVATE
 * @param quantityDelta signed; 0 for a change of price or product alone
 * @param monthlyUnitPrice price of one unit for one month, in force after this change; null where none is known yet
 * @param unitPrice the same for one sales unit, such as a year for ANNUAL
 * @param unitMonths how many months the sales unit covered when the price was made; null where that is not known
 * @param item the version of the price list item that the price came from; null for an agreement
 * @param setsPrice whether the price counts from this change on; the others only carry it along
 * @param effectiveDate first day that the change counts for
 * @param refund whether a negative contribution of it may be credited
 * @param moves whether its seats go on in another subscription from that day, or their term ended by itself, or it was
 *     undone: what they leave is given back, always
 * @param billingStatus ACTIVE, or ARCHIVED where it is not to be billed on its own
 * @param otherProduct the subscription's product after the change, if it is another one now; null in the usual case
 */
public record BillableChange(
        UUID id,
        String number,
        int sequence,
        long entry,
        long firstEntry,
        String event,
        int quantityDelta,
        int quantityAfter,
        @Nullable Money monthlyUnitPrice,
        @Nullable Money unitPrice,
        @Nullable String salesUnit,
        @Nullable Integer unitMonths,
        @Nullable Item item,
        boolean setsPrice,
        LocalDate effectiveDate,
        boolean refund,
        boolean moves,
        String billingStatus,
        @Nullable Product otherProduct) {

    /** What was licensed for a time, and how it is taxed. */
    public record Product(UUID id, String taxCategory) {}

    /** As it was when an entry was the last one: a change that came back later stood where it had been before. */
    BillableChange asOf(long lastEntry, boolean leftOut) {
        return with(entry > lastEntry ? firstEntry : entry, moves, leftOut ? "ARCHIVED" : billingStatus);
    }

    /** It never was: what it took away is no refund, but one half of nothing. */
    BillableChange undone() {
        return with(entry, true, billingStatus);
    }

    private BillableChange with(long newEntry, boolean nowMoves, String newBillingStatus) {
        return new BillableChange(
                id,
                number,
                sequence,
                newEntry,
                firstEntry,
                event,
                quantityDelta,
                quantityAfter,
                monthlyUnitPrice,
                unitPrice,
                salesUnit,
                unitMonths,
                item,
                setsPrice,
                effectiveDate,
                refund,
                nowMoves,
                newBillingStatus,
                otherProduct);
    }

    /** A version of a price list item, for one {@code unit}, which holds from {@code validFrom} on. */
    public record Item(UUID id, String unit, LocalDate validFrom) {}
}
