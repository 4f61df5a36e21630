package io.tenantry.workflow.provisioning;

import io.tenantry.provider.Provider;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.subscription.LicenseChanges;
import io.tenantry.workflow.engine.BusinessErrors;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Asks the provider what became of the order; while the subscription's id is missing, it asks again later. */
@Component
class ConfirmProvisioning implements JavaDelegate {

    private final Provider provider;
    private final LicenseChanges changes;
    private final Clock clock;
    private final Duration pollAfter;

    ConfirmProvisioning(
            Provider provider,
            LicenseChanges changes,
            Clock clock,
            @Value("${tenantry.provisioning.poll-after:PT1M}") Duration pollAfter) {
        this.provider = provider;
        this.changes = changes;
        this.clock = clock;
        this.pollAfter = pollAfter;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new ProvisioningData(execution);
        var order = changes.provisioningOrder(data.change());
        var orderId = Objects.requireNonNull(order.providerOrderId(), () -> data.change() + " has no order");
        try {
            var placed = provider.order(order.tenantId(), orderId);
            changes.orderPlaced(data.change(), placed.orderId(), placed.subscriptionId());
            data.provisioned(placed, clock.instant().plus(pollAfter));
        } catch (ProviderRejected rejected) {
            throw BusinessErrors.of(rejected);
        }
    }
}
