package io.tenantry.subscription;

import org.jspecify.annotations.Nullable;

/**
 * What a person has to provision by hand.
 *
 * @param task what to do there, as a sentence
 * @param request names this try: a change that failed and is put back is asked for anew
 */
public record ManualOrder(
        String changeNumber,
        String subscriptionNumber,
        String subscriptionName,
        String provider,
        String tenantId,
        String partNumber,
        int targetQuantity,
        String term,
        String billingPlan,
        @Nullable String providerSubscriptionId,
        boolean creates,
        String task,
        String request) {}
