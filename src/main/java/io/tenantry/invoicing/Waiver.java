package io.tenantry.invoicing;

import io.tenantry.invoicing.proration.Contribution;

/** A credit that is not given: kept with its reason, so that it is neither billed later nor lost from sight. */
record Waiver(Contribution contribution, String reason) {}
