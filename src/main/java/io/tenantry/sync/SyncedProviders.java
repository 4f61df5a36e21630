package io.tenantry.sync;

import io.tenantry.provider.Provider;
import io.tenantry.provider.ProviderCapability;
import io.tenantry.provider.ProviderView;
import io.tenantry.provider.Providers;
import java.util.List;
import org.springframework.stereotype.Component;

/** The providers that can be looked at, and whom to ask there. */
@Component
class SyncedProviders {

    private final Providers providers;

    SyncedProviders(Providers providers) {
        this.providers = providers;
    }

    /** Those that tell what their tenants have. */
    List<String> names() {
        return providers.automaticThatCan(ProviderCapability.SUBSCRIPTIONS).stream()
                .map(ProviderView::name)
                .toList();
    }

    /** @param what that which wants to look, for the refusal of a provider that cannot tell */
    Provider require(String name, String what) {
        providers.require(name, ProviderCapability.SUBSCRIPTIONS, what);
        return providers.automatic(name);
    }

    Provider get(String name) {
        return providers.automatic(name);
    }

    /** Before all of it is compared: has it tell us of the next changes by itself. */
    void ensureHints(String name) {
        providers.ensureHints(name);
    }

    boolean can(String name, ProviderCapability capability) {
        return providers.view(name).can(capability);
    }
}
