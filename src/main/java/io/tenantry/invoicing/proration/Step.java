package io.tenantry.invoicing.proration;

import io.tenantry.shared.Fraction;
import java.time.LocalDate;

/**
 * From a day on, the monthly value of a subscription is higher or lower by so much.
 *
 * @param monthly signed, in the subscription's currency
 */
public record Step(LocalDate from, Fraction monthly) {}
