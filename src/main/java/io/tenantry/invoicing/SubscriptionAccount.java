package io.tenantry.invoicing;

import io.tenantry.invoicing.proration.Ledger;
import io.tenantry.invoicing.proration.Settled;
import io.tenantry.subscription.BillableSubscription;

/**
 * A subscription that can be billed, with its ledger.
 *
 * @param settled what is billed or waived of it already
 */
record SubscriptionAccount(BillableSubscription subscription, Ledger ledger, Settled settled) {

    SubscriptionAccount with(Settled more) {
        return new SubscriptionAccount(subscription, ledger, more);
    }
}
