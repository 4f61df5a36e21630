package io.tenantry.workflow.change;

import io.tenantry.provider.Provider;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.QuantityOrder;
import io.tenantry.subscription.LicenseChanges;
import io.tenantry.workflow.engine.BusinessErrors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the provider the new total quantity. A repeat sets the same total under the same request id. */
@Component
class OrderNewQuantity implements JavaDelegate {

    private final Provider provider;
    private final LicenseChanges changes;

    OrderNewQuantity(Provider provider, LicenseChanges changes) {
        this.provider = provider;
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var order = changes.provisioningOrder(new ChangeData(execution).change());
        try {
            provider.changeQuantity(new QuantityOrder(
                    order.tenantId(),
                    ChangeData.subscriptionAtProvider(order),
                    order.targetQuantity(),
                    order.requestId()));
        } catch (ProviderRejected rejected) {
            throw BusinessErrors.of(rejected);
        }
    }
}
