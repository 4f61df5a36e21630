package io.tenantry.subscription;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription of a billing contract with its whole change ledger. Subscriptions that are not billable are listed
 * too: what is printed of them is the invoice's business.
 *
 * @param name prints on the invoice
 * @param partNumber {@code productId:skuId} at the provider
 * @param productId of now; null while the catalog does not know the product
 * @param taxCategory of the product of now, such as STANDARD
 * @param term P1M, P1Y or P3Y
 * @param status of now, such as ACTIVE; what is owed follows from the changes, never from it
 * @param parentNumber of the base subscription of an add-on
 * @param changes in the order of their sequence
 */
public record BillableSubscription(
        UUID id,
        String number,
        String name,
        String partNumber,
        @Nullable UUID productId,
        @Nullable String productTitle,
        @Nullable String skuTitle,
        String taxCategory,
        String term,
        String status,
        boolean billable,
        boolean showOnInvoice,
        @Nullable UUID parentId,
        @Nullable String parentNumber,
        List<BillableChange> changes) {

    /** The product that was licensed on a day; before the first change it is that one's. Null while it is unknown. */
    public @Nullable UUID productOn(LocalDate day) {
        var other = otherProductOn(day);
        return other == null ? productId : other.id();
    }

    /** How that product is taxed; asked of a cycle's first day, so that a credit is taxed as its charge was. */
    public String taxCategoryOn(LocalDate day) {
        var other = otherProductOn(day);
        return other == null ? taxCategory : other.taxCategory();
    }

    /**
     * A change that is entered late carries the product of its day of entry along; only one at which the product becomes
     * another one says from when on that is licensed.
     */
    private BillableChange.@Nullable Product otherProductOn(LocalDate day) {
        BillableChange inForce = null;
        BillableChange before = null;
        for (var change : changes) {
            var isAnother = before == null || !Objects.equals(before.otherProduct(), change.otherProduct());
            if (isAnother
                    && (inForce == null
                            || !change.effectiveDate().isAfter(day)
                                    && !change.effectiveDate().isBefore(inForce.effectiveDate()))) {
                inForce = change;
            }
            before = change;
        }
        return inForce == null ? null : inForce.otherProduct();
    }

    /** Whether the change with this sequence takes seats out that go on in another subscription. */
    public boolean moves(int sequence) {
        return changes.stream().anyMatch(change -> change.sequence() == sequence && change.moves());
    }

    /**
     * As a proof knows it: with the changes up to a sequence, in the order of entry up to an entry.
     *
     * @param leftOut sequences of those that were archived then
     */
    public BillableSubscription asOf(int sequence, long entry, Set<Integer> leftOut) {
        var then = upTo(sequence);
        return then.with(then.changes.stream()
                .map(change -> change.asOf(entry, leftOut.contains(change.sequence())))
                .toList());
    }

    /** As it was when the change with this sequence was the last one. */
    public BillableSubscription upTo(int sequence) {
        return with(
                changes.stream().filter(change -> change.sequence() <= sequence).toList());
    }

    private BillableSubscription with(List<BillableChange> others) {
        return new BillableSubscription(
                id,
                number,
                name,
                partNumber,
                productId,
                productTitle,
                skuTitle,
                taxCategory,
                term,
                status,
                billable,
                showOnInvoice,
                parentId,
                parentNumber,
                others);
    }
}
