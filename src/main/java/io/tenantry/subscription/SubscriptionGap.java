package io.tenantry.subscription;

import java.util.UUID;

/**
 * What a subscription lacks to be billed, and how that is put right. Only what can be acted on now is a gap: without a
 * customer nobody can name the contract, and without a product nobody can name the price.
 */
public record SubscriptionGap(UUID subscriptionId, Kind kind, String words, String fix) {

    public enum Kind {
        ACCOUNT,
        CONTRACT,
        PRODUCT,
        UNIT,
        CURRENCY,
        PRICING
    }
}
