package io.tenantry.workflow.provisioning;

import io.tenantry.provider.Provider;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.subscription.LicenseChanges;
import io.tenantry.workflow.engine.BusinessErrors;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Places the prepared order. A repeat, even after a crash, places the same order under the same request id, which the
 * provider carries out once. What exists at the provider already is not ordered at all.
 */
@Component
class PlaceOrder implements JavaDelegate {

    private final Provider provider;
    private final LicenseChanges changes;

    PlaceOrder(Provider provider, LicenseChanges changes) {
        this.provider = provider;
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new ProvisioningData(execution);
        var order = changes.provisioningOrder(data.change());
        if (order.isThereAlready()) {
            return;
        }
        var prepared = Objects.requireNonNull(order.preparedOrder(), () -> data.change() + " has no prepared order");
        try {
            var placed = provider.placeOrder(order.tenantId(), prepared, order.requestId());
            changes.orderPlaced(data.change(), placed.orderId(), placed.subscriptionId());
        } catch (ProviderRejected rejected) {
            throw BusinessErrors.of(rejected);
        }
    }
}
