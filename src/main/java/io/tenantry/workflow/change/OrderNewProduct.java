package io.tenantry.workflow.change;

import io.tenantry.provider.MovedProduct;
import io.tenantry.provider.ProductOrder;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.Providers;
import io.tenantry.subscription.ProvisioningOrder;
import io.tenantry.subscription.Telling;
import io.tenantry.subscription.Tellings;
import io.tenantry.workflow.engine.BusinessErrors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Moves the subscription to its new product at the provider. A repeat asks under the same request id. */
@Component
class OrderNewProduct implements JavaDelegate {

    private final Providers providers;
    private final Tellings tellings;

    OrderNewProduct(Providers providers, Tellings tellings) {
        this.providers = providers;
        this.tellings = tellings;
    }

    @Override
    public void execute(DelegateExecution execution) {
        try {
            tellings.tell(new ChangeData(execution).change(), this::tell);
        } catch (ProviderRejected rejected) {
            throw BusinessErrors.of(rejected);
        }
    }

    private MovedProduct tell(Telling telling) {
        return providers.automatic(telling.order().provider()).changeProduct(move(telling.order()));
    }

    static ProductOrder move(ProvisioningOrder order) {
        return new ProductOrder(
                order.tenantId(),
                ChangeData.subscriptionAtProvider(order),
                order.partNumber(),
                order.targetQuantity(),
                order.remaining(),
                null,
                order.term(),
                order.billingPlan(),
                order.country(),
                order.requestId());
    }
}
