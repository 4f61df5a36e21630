package io.tenantry.sync;

import io.tenantry.subscription.LedgerSnapshot;
import io.tenantry.subscription.SeenSubscription;
import io.tenantry.subscription.Subscriptions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Asks a provider for one subscription right now, for who is about to decide on what it says; nothing is locked meanwhile. */
@Component
class FreshLooks {

    private final SyncedProviders providers;
    private final HintStore hints;
    private final Subscriptions subscriptions;

    FreshLooks(SyncedProviders providers, HintStore hints, Subscriptions subscriptions) {
        this.providers = providers;
        this.hints = hints;
        this.subscriptions = subscriptions;
    }

    /**
     * @param seen empty if the provider has it no more
     * @param before how things stood here before the provider was asked
     */
    record Look(Optional<SeenSubscription> seen, LedgerSnapshot before) {}

    /** @throws io.tenantry.provider.ProviderUnavailable if it cannot be asked now */
    Look at(String provider, UUID accountId, String tenantId, String subscriptionId) {
        var before = subscriptions.snapshot(List.of(accountId));
        var seen = providers
                .get(provider)
                .subscription(tenantId, subscriptionId)
                .map(found -> dated(TenantReading.seen(provider, tenantId, found)));
        return new Look(seen, before);
    }

    /** Where the provider does not say when it happened, a hint may have. */
    private SeenSubscription dated(SeenSubscription seen) {
        return seen.changedAtLeast(hints.moments(seen.provider(), List.of(seen)).get(seen.providerSubscriptionId()));
    }
}
