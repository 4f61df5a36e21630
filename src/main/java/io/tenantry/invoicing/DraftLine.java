package io.tenantry.invoicing;

import io.tenantry.invoicing.proration.Contribution;
import io.tenantry.shared.Money;
import io.tenantry.shared.Period;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line before it is written.
 *
 * @param amount rounded; the only place where an amount is
 * @param proof where the line comes from
 * @param contributions what the line settles
 */
record DraftLine(
        String kind,
        UUID subscriptionId,
        @Nullable UUID changeId,
        String description,
        String sku,
        Period servicePeriod,
        Measure measure,
        Money amount,
        Proof proof,
        List<Contribution> contributions) {

    /** Quantity × unit price × share is the amount. */
    record Measure(int quantity, Money unitPrice, String share) {}
}
