package io.tenantry.invoicing;

import io.tenantry.invoicing.proration.Allocated;
import io.tenantry.subscription.BillableSubscription;
import java.util.List;
import java.util.Set;

/**
 * All that reckoning wants to know of one contract.
 *
 * @param allocated what is billed or waived already
 * @param billedCycles numbers of the cycles that were billed, or looked at with nothing due
 * @param openReviews the review reasons of the contract's open drafts
 */
record ContractFacts(
        BillingTerms terms,
        List<BillableSubscription> subscriptions,
        Allocated allocated,
        Set<Integer> billedCycles,
        Set<String> openReviews) {}
