package io.tenantry.subscription;

import io.tenantry.provider.ProviderCapability;
import io.tenantry.provider.Providers;
import org.springframework.stereotype.Component;

/** What a provider must be able to do for a change. What it cannot is refused before anything is written or sent. */
@Component
class NeededCapabilities {

    private final Providers providers;

    NeededCapabilities(Providers providers) {
        this.providers = providers;
    }

    /** A change of price is ours alone; all else is told to the provider. */
    void requireFor(Subscription subscription, ChangeCommand.Kind kind) {
        var provider = subscription.atProvider().provider();
        switch (kind) {
            case QUANTITY, ACTIVATE ->
                providers.require(provider, ProviderCapability.QUANTITY_CHANGES, subscription.toString());
            case DEACTIVATE -> providers.require(provider, ProviderCapability.CANCELLATIONS, subscription.toString());
            case PRODUCT -> providers.require(provider, ProviderCapability.PRODUCT_CHANGES, subscription.toString());
            default -> {}
        }
    }

    void requireForOrder(String provider, boolean addOn, String what) {
        providers.require(provider, ProviderCapability.ORDERS, what);
        if (addOn) {
            providers.require(provider, ProviderCapability.ADD_ONS, what);
        }
    }

    void requireOf(LicenseChange change) {
        var subscription = change.subscription();
        if (change.is(SubscriptionEvent.CREATE)) {
            requireForOrder(subscription.atProvider().provider(), subscription.parentId() != null, change.toString());
            return;
        }
        providers.require(subscription.atProvider().provider(), capabilityOf(change), change.toString());
    }

    private static ProviderCapability capabilityOf(LicenseChange change) {
        var instruction = change.instruction();
        if (instruction != null && instruction.instruction().changesTerm()) {
            return ProviderCapability.TERM_CHANGES;
        }
        if (change.quantityDelta() == 0 || change.instructs(Instruction.MOVE)) {
            return ProviderCapability.PRODUCT_CHANGES;
        }
        return change.quantityAfter() == 0 ? ProviderCapability.CANCELLATIONS : ProviderCapability.QUANTITY_CHANGES;
    }
}
