package io.tenantry.workflow.change;

import io.tenantry.provider.ProductOrder;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.Providers;
import io.tenantry.subscription.LicenseChanges;
import io.tenantry.subscription.ProvisioningOrder;
import io.tenantry.workflow.engine.BusinessErrors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Moves the subscription to its new product at the provider. A repeat asks under the same request id. */
@Component
class OrderNewProduct implements JavaDelegate {

    private final Providers providers;
    private final LicenseChanges changes;

    OrderNewProduct(Providers providers, LicenseChanges changes) {
        this.providers = providers;
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var order = changes.provisioningOrder(new ChangeData(execution).change());
        try {
            providers.automatic(order.provider()).changeProduct(move(order));
        } catch (ProviderRejected rejected) {
            throw BusinessErrors.of(rejected);
        }
    }

    private static ProductOrder move(ProvisioningOrder order) {
        return new ProductOrder(
                order.tenantId(),
                ChangeData.subscriptionAtProvider(order),
                order.partNumber(),
                order.targetQuantity(),
                order.term(),
                order.billingPlan(),
                order.country(),
                order.requestId());
    }
}
