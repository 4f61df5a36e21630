package io.tenantry.sync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription that was found at a provider lacks to be billed.
 *
 * @param kind ACCOUNT, CONTRACT, PRODUCT, UNIT, CURRENCY or PRICING
 * @param fix what to do; then the finding closes by itself
 * @param syncNumber which sync opened it; null if another look did
 */
public record SyncFindingView(
        String subscriptionNumber,
        String subscriptionName,
        String providerAccountNumber,
        String kind,
        String words,
        String fix,
        Instant openedAt,
        @Nullable String syncNumber,
        @Nullable Instant closedAt) {}
