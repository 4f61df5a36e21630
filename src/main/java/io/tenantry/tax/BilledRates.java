package io.tenantry.tax;

import io.tenantry.shared.BusinessCalendar;
import io.tenantry.shared.Conflict;
import io.tenantry.shared.Period;
import org.springframework.stereotype.Component;

/** Keeps the rates that something was billed at. */
@Component
class BilledRates {

    private final BilledTaxes billed;
    private final BusinessCalendar calendar;

    BilledRates(BilledTaxes billed, BusinessCalendar calendar) {
        this.billed = billed;
        this.calendar = calendar;
    }

    /**
     * A change from a day to come is the law's, and is entered before it. One of days that have begun is refused if a
     * line that is billed would be taxed differently by it.
     *
     * @param changed the days on which another rate of the category may count now than before
     * @throws Conflict with the invoice, and the first day from which it can be changed
     */
    void refuse(TaxRules before, TaxRules now, String category, Period changed) {
        if (changed.from().isAfter(calendar.today())) {
            return;
        }
        for (var one : billed.within(before.service().id(), category, changed)) {
            var line = new TaxableLine(category, true, one.day());
            var rate = before.nearest(one.country(), one.region(), line);
            if (rate.isPresent()
                    && !now.nearest(one.country(), one.region(), line).equals(rate)) {
                throw refused(one, rate.get());
            }
        }
    }

    private static Conflict refused(BilledTaxes.Billed one, TaxRateView rate) {
        return new Conflict(
                "tax-rate-of-billed-line",
                "Invoice " + one.invoice() + " is taxed at the rate "
                        + rate.rate().stripTrailingZeros().toPlainString() + " % (" + rate.productCategory() + ") for "
                        + one.country() + " that is in force on " + one.day()
                        + ", and its credits would be taxed differently; change the rate from "
                        + one.day().plusDays(1) + " on, or credit what is billed before");
    }
}
