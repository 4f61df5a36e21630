package io.tenantry.subscription;

import io.tenantry.provider.RefundWindow;
import io.tenantry.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a quantity may be reduced, before anything is ordered: our own windows over the whole tree of base and add-ons,
 * the provider's beside them, and what it means in money.
 *
 * @param day on which the change would take effect
 * @param newQuantity that was asked for; one less than there is unless said
 * @param allowed by the strictest of the tree
 * @param strictest number of the one that refuses for longest; null where none does
 * @param words of the decision
 * @param nextDay first day from {@code day} on that is possible; null if there is none within three years
 * @param windows its own first, then those of all that is linked with it
 * @param monthlyBefore what it is worth a month now; null while it has no price
 */
public record ReductionPreview(
        String subscriptionNumber,
        LocalDate day,
        int quantity,
        int newQuantity,
        boolean allowed,
        @Nullable String strictest,
        String words,
        @Nullable LocalDate nextDay,
        List<Window> windows,
        AtTheProvider provider,
        @Nullable Money monthlyBefore,
        @Nullable Money monthlyAfter) {

    /**
     * The window (QRB, QRW) of one subscription.
     *
     * @param provisionedOn day on which its Create change was provisioned
     * @param from first day of the latest window; null where it needs none
     * @param until last day of the latest window, which counts
     * @param nextFrom the renewal on which the next one opens
     */
    public record Window(
            String subscriptionNumber,
            String name,
            @Nullable String behavior,
            @Nullable Integer days,
            @Nullable LocalDate provisionedOn,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable LocalDate nextFrom,
            @Nullable LocalDate nextUntil,
            boolean allowed,
            String words) {}

    /**
     * What the provider itself allows, as it was read just now.
     *
     * @param words why nothing is known; empty where it is
     * @param quantity that it holds
     * @param refundable seats that it takes back, and until when
     * @param cancellableUntil until when all of it can be cancelled there
     * @param objection why it would refuse what was asked for; empty where it would not, or does not tell
     */
    public record AtTheProvider(
            String words,
            @Nullable Integer quantity,
            List<RefundWindow> refundable,
            @Nullable Instant cancellableUntil,
            Instant readAt,
            String objection) {

        AtTheProvider objecting(String words) {
            return new AtTheProvider(this.words, quantity, refundable, cancellableUntil, readAt, words);
        }

        /** Whether it says anything of what it takes back. */
        boolean tells() {
            return words.isEmpty() && (!refundable.isEmpty() || cancellableUntil != null);
        }

        public int refundableQuantity() {
            return refundable.stream().mapToInt(RefundWindow::quantity).sum();
        }
    }
}
