package io.tenantry.invoicing;

import io.tenantry.invoicing.proration.Settled;
import io.tenantry.subscription.BillableSubscription;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * All that reckoning wants to know of one contract.
 *
 * @param settled what is billed or waived already, by subscription; one that was never billed is not in it
 * @param contents what decides on an invoice's contents beside the subscriptions' ledgers
 * @param issue which invoices go out by themselves
 */
record ContractFacts(
        BillingTerms terms,
        List<BillableSubscription> subscriptions,
        Map<UUID, Settled> settled,
        LookedAt cycles,
        Contents contents,
        IssueRules issue) {

    Settled settled(BillableSubscription subscription) {
        return settled.getOrDefault(subscription.id(), Settled.nothing());
    }
}
