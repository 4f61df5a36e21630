package io.tenantry.invoicing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A billing run and how far it is.
 *
 * @param status REQUESTED, RUNNING or FINISHED
 * @param planNumber the plan that it bills exactly; null for a run of its own
 * @param limitedTo numbers of the only contracts that it bills, by number; empty if it takes up every one that is due
 */
public record BillingRunView(
        String number,
        LocalDate asOf,
        String status,
        String actor,
        @Nullable String planNumber,
        List<String> limitedTo,
        Instant createdAt,
        @Nullable Instant finishedAt,
        Progress progress) {

    /**
     * @param contracts taken up by the run
     * @param pending not looked at yet
     * @param invoiced wholly, with at least one invoice or draft
     * @param setAside not billed, or not wholly, with the reason, for a person
     * @param billed invoices with a number
     * @param drafts that wait for a person
     * @param unreleased billed, but what follows them is not started yet
     * @param startedAt null until the contracts are picked
     * @param contractsPerSecond how fast the contracts are worked through, to a tenth; null until the first are
     * @param throughAt when the last contract was worked through or, while some are pending, will be at this pace
     */
    public record Progress(
            long contracts,
            long pending,
            long invoiced,
            long nothingDue,
            long setAside,
            long billed,
            long drafts,
            long unreleased,
            @Nullable Instant startedAt,
            @Nullable BigDecimal contractsPerSecond,
            @Nullable Instant throughAt) {}

    /** @param status PENDING, INVOICED, NOTHING_DUE or SET_ASIDE */
    public record Item(String contractNumber, String customerNumber, String status, @Nullable String reason) {}
}
