package io.tenantry.invoicing;

import io.tenantry.invoicing.plan.Anomaly;
import io.tenantry.shared.Money;
import io.tenantry.shared.Percent;
import io.tenantry.shared.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run on a day would bill, for all contracts that are due.
 *
 * @param threshold by how many percent a contract may change before it is pointed out
 * @param status COMPUTING, READY or COMMITTED
 * @param sha256 over all that would be written; it is what is committed. Null while the plan is computed
 * @param runNumber the run that bills it; null until it is committed
 * @param remaining contracts that are due and not computed yet; 0 once it is ready
 * @param unplanned contracts that have become due since; they are not billed with the plan
 * @param totals by currency
 * @param anomalies how many contracts there are of each
 */
public record BillingPlanView(
        String number,
        LocalDate asOf,
        Percent threshold,
        String status,
        String actor,
        Instant createdAt,
        @Nullable Instant readyAt,
        @Nullable String sha256,
        @Nullable String committedBy,
        @Nullable Instant committedAt,
        @Nullable String runNumber,
        long contracts,
        long remaining,
        long unplanned,
        List<Totals> totals,
        Map<Anomaly, Long> anomalies) {

    /**
     * The sums in one currency.
     *
     * @param latest net of the newest cycle of each contract
     * @param previous net of the cycle before of each contract
     * @param difference latest − previous
     */
    public record Totals(
            String currency,
            long contracts,
            long drafts,
            long lines,
            Money net,
            Money tax,
            Money total,
            Money latest,
            Money previous,
            Money difference) {}

    /**
     * One contract of a plan.
     *
     * @param outcome INVOICED, NOTHING_DUE, SET_ASIDE, or GONE if it is not due any more but was billed before
     * @param previous net of the cycle before; null if it was never billed
     * @param difference what its newest cycle is more or less than that
     * @param sha256 of all that would be written for it
     */
    public record PlanItem(
            String contractNumber,
            String customerNumber,
            String customerName,
            String outcome,
            String reason,
            int drafts,
            int lines,
            Money net,
            Money tax,
            Money total,
            Money latest,
            @Nullable Money previous,
            @Nullable Period previousPeriod,
            Money difference,
            List<Anomaly> anomalies,
            String sha256) {}
}
