package io.tenantry.invoicing;

import io.tenantry.shared.Money;
import io.tenantry.shared.Period;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line as it was written.
 *
 * @param sequences of the changes that it bills, by its allocations; empty for a line that no change is behind
 * @param proof the text that was hashed
 */
record KeptLine(
        UUID invoiceId,
        UUID contractId,
        int position,
        String kind,
        @Nullable UUID subscriptionId,
        Period servicePeriod,
        Money amount,
        String proof,
        String sha256,
        Set<Integer> sequences) {}
