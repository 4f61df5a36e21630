package io.tenantry.contract;

import io.tenantry.shared.Money;
import java.time.LocalDate;

/**
 * A proration rule at work: seats that are bought on a day within a cycle, and what they cost to its end.
 *
 * @param from the first day of the cycle
 * @param to the first day after it
 * @param frequencyMonths the cycle's months
 * @param effective the first day that is charged
 * @param months what the rule makes of the days, such as {@code 79/31}
 * @param workings how, such as {@code 17/31 + 2}
 * @param sentence all of it, for people
 */
public record ProrationExample(
        LocalDate from,
        LocalDate to,
        int frequencyMonths,
        LocalDate effective,
        int quantity,
        Money monthlyUnitPrice,
        String months,
        String workings,
        Money amount,
        String sentence) {}
