package io.tenantry.invoicing.plan;

import io.tenantry.shared.Money;
import io.tenantry.shared.Period;

/** What a contract was billed for the last cycle before a plan, credit notes taken off. */
public record BilledBefore(Period period, Money net) {}
