package io.tenantry.invoicing;

import io.tenantry.invoicing.proration.Contribution;
import java.util.UUID;

/** A credit that is not given: kept with its reason, so that it is neither billed later nor lost from sight. */
record Waiver(UUID subscriptionId, Contribution contribution, String reason) {}
