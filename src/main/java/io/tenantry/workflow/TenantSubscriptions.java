package io.tenantry.workflow;

import io.tenantry.customer.ProviderAccountView;
import io.tenantry.provider.ProviderSubscription;
import io.tenantry.provider.Providers;
import io.tenantry.subscription.SeenSubscription;
import io.tenantry.subscription.Subscriptions;
import org.springframework.stereotype.Component;

/** What a tenant has at the provider, told to the change ledger in its own words. Two processes do so. */
@Component
public class TenantSubscriptions {

    private final Providers providers;
    private final Subscriptions subscriptions;

    public TenantSubscriptions(Providers providers, Subscriptions subscriptions) {
        this.providers = providers;
        this.subscriptions = subscriptions;
    }

    /**
     * Adopts all that the tenant has there; what is known and unchanged stays as it is.
     *
     * @throws io.tenantry.provider.ProviderRejected if the provider says no for this tenant
     */
    public void adopt(ProviderAccountView tenant) {
        subscriptions.adopt(providers.automatic(tenant.provider()).subscriptions(tenant.tenantId()).stream()
                .map(subscription -> seen(tenant, subscription))
                .toList());
    }

    private static SeenSubscription seen(ProviderAccountView tenant, ProviderSubscription subscription) {
        return new SeenSubscription(
                tenant.provider(),
                tenant.tenantId(),
                subscription.subscriptionId(),
                subscription.orderId(),
                subscription.partNumber(),
                subscription.name(),
                subscription.quantity(),
                subscription.status(),
                subscription.term(),
                subscription.billingPlan(),
                subscription.autoRenew(),
                subscription.startedAt(),
                subscription.commitmentEnd(),
                subscription.parentSubscriptionId());
    }
}
