package io.tenantry.workflow.provisioning;

import io.tenantry.provider.PlacedOrder;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.Providers;
import io.tenantry.subscription.LicenseChanges;
import io.tenantry.subscription.ProvisioningOrder;
import io.tenantry.subscription.WaitingFor;
import io.tenantry.workflow.Polling;
import io.tenantry.workflow.engine.BusinessErrors;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks the provider what became of the order; while the subscription's id is missing, it asks again later. */
@Component
class ConfirmProvisioning implements JavaDelegate {

    private final Providers providers;
    private final LicenseChanges changes;
    private final Polling polling;

    ConfirmProvisioning(Providers providers, LicenseChanges changes, Polling polling) {
        this.providers = providers;
        this.changes = changes;
        this.polling = polling;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new ProvisioningData(execution);
        var order = changes.provisioningOrder(data.change());
        try {
            var placed = placed(order);
            changes.orderPlaced(data.change(), placed.orderId(), placed.subscriptionId());
            if (placed.subscriptionId() != null) {
                data.provisioned();
                return;
            }
        } catch (ProviderRejected rejected) {
            throw BusinessErrors.of(rejected);
        }
        changes.waits(
                order.changeNumber(),
                WaitingFor.PROVIDER_PENDING,
                order.provider() + " has accepted the order of " + order.changeNumber()
                        + " and is at work on it; Tenantry looks again by itself.");
        data.pending(polling);
    }

    /** What was linked by hand or by the sync may have come there without an order. */
    private PlacedOrder placed(ProvisioningOrder order) {
        var orderId = Objects.requireNonNullElse(order.providerOrderId(), "");
        if (!orderId.isEmpty()) {
            return providers.automatic(order.provider()).order(order.tenantId(), orderId);
        }
        var subscriptionId = Objects.requireNonNull(
                order.providerSubscriptionId(), () -> order.changeNumber() + " has no order at the provider");
        return new PlacedOrder(orderId, subscriptionId);
    }
}
