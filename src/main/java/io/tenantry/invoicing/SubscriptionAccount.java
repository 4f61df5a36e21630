package io.tenantry.invoicing;

import io.tenantry.invoicing.proration.Ledger;
import io.tenantry.subscription.BillableSubscription;

/** A subscription that can be billed, with its ledger. */
record SubscriptionAccount(BillableSubscription subscription, Ledger ledger) {}
