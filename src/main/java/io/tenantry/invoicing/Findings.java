package io.tenantry.invoicing;

import io.tenantry.shared.Money;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the check of a line comes across, in words. */
final class Findings {

    private final List<String> differences = new ArrayList<>();
    private final List<String> context = new ArrayList<>();

    /** Money, changes, shares or days. */
    void differs(String words) {
        differences.add(words);
    }

    void differ(List<String> words) {
        differences.addAll(words);
    }

    List<String> differences() {
        return differences;
    }

    /** What surrounds them. */
    void contextDiffers(String words) {
        context.add(words);
    }

    /** @param why what is missing to compute the line again */
    ProofCheck notRecomputable(KeptLine line, String why) {
        differences.add("The line cannot be computed again: " + why);
        return recomputed(line, ProofCheck.How.NOT_RECOMPUTABLE, null, null);
    }

    ProofCheck recomputed(KeptLine line, ProofCheck.How how, @Nullable Money amount, @Nullable String sha256) {
        return new ProofCheck(
                differences.isEmpty(),
                how,
                line.sha256(),
                sha256,
                line.amount(),
                amount,
                List.copyOf(differences),
                List.copyOf(context));
    }
}
