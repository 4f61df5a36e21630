package io.tenantry.invoicing;

import io.tenantry.shared.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line computed again from the ledger as it is, beside what was written.
 *
 * @param equal whether the line was computed again, and its money, changes, shares and days are the same
 * @param how what was compared: RECOMPUTED from what the line charges, MIRRORED against the line that it takes back, or
 *     NOT_RECOMPUTABLE; such a line is never equal
 * @param keptSha256 as it was written with the line
 * @param recomputedSha256 of the proof that the same line would have now; null where only the amount is computed again,
 *     or if there would be no line
 * @param recomputed what the line would amount to; null if there would be none, or nobody can say
 * @param differences in words; empty if, and only if, all is equal
 * @param contextDiffers what is otherwise today and touches nothing of the above, in words: versions of decision tables,
 *     the price list item, the contract's proration rule
 */
public record ProofCheck(
        boolean equal,
        How how,
        String keptSha256,
        @Nullable String recomputedSha256,
        Money amount,
        @Nullable Money recomputed,
        List<String> differences,
        List<String> contextDiffers) {

    public enum How {
        RECOMPUTED,
        MIRRORED,
        NOT_RECOMPUTABLE
    }
}
