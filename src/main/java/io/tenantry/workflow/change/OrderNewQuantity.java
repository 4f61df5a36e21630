package io.tenantry.workflow.change;

import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.Providers;
import io.tenantry.provider.QuantityOrder;
import io.tenantry.subscription.LicenseChanges;
import io.tenantry.workflow.engine.BusinessErrors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the provider the new total quantity. A repeat sets the same total under the same request id. */
@Component
class OrderNewQuantity implements JavaDelegate {

    private final Providers providers;
    private final LicenseChanges changes;

    OrderNewQuantity(Providers providers, LicenseChanges changes) {
        this.providers = providers;
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var order = changes.provisioningOrder(new ChangeData(execution).change());
        try {
            providers
                    .automatic(order.provider())
                    .changeQuantity(new QuantityOrder(
                            order.tenantId(),
                            ChangeData.subscriptionAtProvider(order),
                            order.targetQuantity(),
                            order.requestId()));
        } catch (ProviderRejected rejected) {
            throw BusinessErrors.of(rejected);
        }
    }
}
