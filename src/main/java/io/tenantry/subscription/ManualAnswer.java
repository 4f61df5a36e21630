package io.tenantry.subscription;

import org.jspecify.annotations.Nullable;

/**
 * What a person says who was asked to provision a change by hand.
 *
 * @param done false if it is impossible; the change fails with the words
 * @param words what was done, or why it cannot be
 * @param providerSubscriptionId the id at the provider; needed for a Create
 * @param providerOrderId the provider's number of the order, where it has one
 */
public record ManualAnswer(
        boolean done, String words, @Nullable String providerSubscriptionId, @Nullable String providerOrderId) {}
