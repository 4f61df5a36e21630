package io.tenantry.subscription;

import io.tenantry.decision.QuantityChangeWindow;

/**
 * What the reduction window decision wants to know of a change, for the strictest of all linked subscriptions.
 *
 * @param subscriptionNumber whose behavior and window these are
 */
public record ReductionFacts(String subscriptionNumber, QuantityChangeWindow.Question question) {}
