package io.tenantry.invoicing;

import io.tenantry.shared.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line computed again from the ledger as it is, beside what was written.
 *
 * @param equal whether nothing differs
 * @param how what was compared: RECOMPUTED from the ledger, MIRRORED against the line that it takes back, or by
 *     FINGERPRINT alone, for a line that no license change is behind
 * @param keptSha256 as it was written with the line
 * @param recomputedSha256 of the proof that the same line would have now; null if there would be none
 * @param recomputed what the line would amount to; null if there would be none
 * @param differences in words; empty if, and only if, all is equal
 */
public record ProofCheck(
        boolean equal,
        How how,
        String keptSha256,
        @Nullable String recomputedSha256,
        Money amount,
        @Nullable Money recomputed,
        List<String> differences) {

    public enum How {
        RECOMPUTED,
        MIRRORED,
        FINGERPRINT
    }
}
