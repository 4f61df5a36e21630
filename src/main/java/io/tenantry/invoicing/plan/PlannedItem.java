package io.tenantry.invoicing.plan;

import io.tenantry.shared.Money;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is planned for one contract.
 *
 * @param amounts of all its drafts
 * @param comparison with the cycle before
 * @param content what would be written, as canonical JSON
 */
public record PlannedItem(
        UUID contractId,
        String contractNumber,
        Outcome outcome,
        Amounts amounts,
        Comparison comparison,
        String content,
        String sha256) {

    /** @param status INVOICED, NOTHING_DUE or SET_ASIDE */
    public record Outcome(String status, String reason, int drafts, int lines) {}

    public record Amounts(Money net, Money tax, Money total) {}

    /** @param latest net of the newest cycle of the plan */
    public record Comparison(Money latest, @Nullable BilledBefore before, List<Anomaly> anomalies) {}
}
