package io.tenantry.contract;

import io.tenantry.shared.Period;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** For which days a contract is invoiced, as those want to know who must not change what an invoice was computed from. */
public interface InvoicedTime {

    /**
     * The invoice that reaches furthest.
     *
     * @param reference its number, or that of a draft
     * @param until the first day that it does not charge for
     */
    record Furthest(String reference, LocalDate until) {}

    /** What is voided, or credited by now, does not count. Empty if nothing is invoiced. */
    Optional<Furthest> furthest(UUID contractId);

    /**
     * Whether nothing of a contract was ever issued and no draft is left: then the cycles that were drafted are forgotten,
     * and it is as it was before its first run. Who entered it as monthly, and it is sold by the quarter, may correct that.
     */
    boolean beginsAnew(UUID contractId);

    /** The end of the last invoiced cycle that has days in a span; empty if there is none. */
    Optional<LocalDate> invoicedWithin(UUID contractId, Period span);
}
