package io.tenantry.invoicing;

import io.tenantry.contract.ProrationExample;
import io.tenantry.contract.ProrationExamples;
import io.tenantry.invoicing.proration.ProrationRule;
import io.tenantry.invoicing.proration.Share;
import io.tenantry.invoicing.schedule.BillingCalendar;
import io.tenantry.invoicing.schedule.BillingPolicy;
import io.tenantry.invoicing.schedule.Cycle;
import io.tenantry.shared.Money;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/**
 * The worked example of each proration rule, by the code that invoices are reckoned with: ten seats at 12.00 a month
 * from 15 January in the quarter from 1 January 2018.
 */
@Component
class ReckonedExamples implements ProrationExamples {

    private static final int SEATS = 10;
    private static final int QUARTER = 3;
    private static final LocalDate START = LocalDate.of(2018, 1, 1);
    private static final LocalDate EFFECTIVE = LocalDate.of(2018, 1, 15);
    private static final Money MONTHLY = Money.of("12.00", "EUR");

    @Override
    public ProrationExample of(String rule, int version) {
        var cycle = quarter();
        var share = Share.of(ProrationRule.of(rule, version), cycle, EFFECTIVE);
        var amount = MONTHLY.times(SEATS).times(share.months()).rounded();
        return new ProrationExample(
                cycle.period().from(),
                cycle.period().to(),
                cycle.frequencyMonths(),
                EFFECTIVE,
                SEATS,
                MONTHLY,
                share.months().toString(),
                share.workings(),
                amount,
                sentence(share, amount));
    }

    /** {@code 10 seats at 12.00 EUR a month … cost 10 × 12.00 × 79/31 months (17/31 + 2) = 305.81 EUR}. */
    private static String sentence(Share share, Money amount) {
        return SEATS + " seats at " + MONTHLY + " a month from " + EFFECTIVE + " in the quarter from " + START
                + " cost " + SEATS + " × " + MONTHLY.amount() + " × " + share.months() + " months ("
                + share.workings() + ") = " + amount;
    }

    private static Cycle quarter() {
        return new BillingCalendar(START, null, QUARTER, BillingPolicy.ADVANCE, 1)
                .cycle(0)
                .orElseThrow();
    }
}
