package io.tenantry.pricing;

import java.time.LocalDate;
import java.util.NavigableSet;

/** Asks whoever bills which cycles were converted, so that no rate is slipped in under them afterwards. */
public interface BilledConversions {

    /** The first days of the cycles that are billed with a rate of the pair. */
    NavigableSet<LocalDate> cycleStarts(CurrencyPair pair);
}
