package io.tenantry.invoicing;

import io.tenantry.invoicing.proration.Contribution;
import io.tenantry.shared.Money;
import io.tenantry.shared.Period;
import io.tenantry.tax.TaxTreatment;
import io.tenantry.tax.TaxableLine;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line before it is written.
 *
 * @param subscriptionId null for what belongs to none: an item, a discount
 * @param itemId the non-recurring item that it bills
 * @param amount rounded; the only place where an amount is
 * @param taxable what its tax follows from
 * @param tax its tax group
 * @param proof where the line comes from
 * @param contributions what the line settles
 */
record DraftLine(
        String kind,
        @Nullable UUID subscriptionId,
        @Nullable UUID changeId,
        @Nullable UUID itemId,
        String description,
        String sku,
        Period servicePeriod,
        Measure measure,
        Money amount,
        TaxableLine taxable,
        TaxTreatment tax,
        Proof proof,
        List<Contribution> contributions) {

    /** Quantity × unit price × share is the amount. */
    record Measure(int quantity, Money unitPrice, String share) {}

    DraftLine taxedAs(TaxTreatment treatment) {
        return new DraftLine(
                kind,
                subscriptionId,
                changeId,
                itemId,
                description,
                sku,
                servicePeriod,
                measure,
                amount,
                taxable,
                treatment,
                proof,
                contributions);
    }
}
