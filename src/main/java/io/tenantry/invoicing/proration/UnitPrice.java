package io.tenantry.invoicing.proration;

import io.tenantry.shared.Fraction;
import io.tenantry.shared.Money;

/**
 * The price of one sales unit and the months that the unit covers by Unit Mapping. The monthly price stays a fraction,
 * so that a year at 100.00 costs 100.00 again after twelve months, for ten thousand seats too.
 *
 * @param months such as 12 for ANNUAL
 */
public record UnitPrice(Money amount, int months) {

    public UnitPrice {
        if (months < 1) {
            throw new IllegalArgumentException("A sales unit covers at least one month, not " + months);
        }
    }

    /** For display; {@link #monthly()} is what is computed with. */
    public Money perMonth() {
        return amount.dividedBy(months);
    }

    public Fraction monthly() {
        return Fraction.of(amount.amount()).times(Fraction.of(1, months));
    }
}
