package io.tenantry.workflow.provisioning;

import io.tenantry.provider.LicenseOrder;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.Providers;
import io.tenantry.subscription.LicenseChanges;
import io.tenantry.subscription.ProvisioningOrder;
import io.tenantry.workflow.engine.BusinessErrors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Prepares the order at the provider and keeps its reference before anything is placed. An order that is prepared
 * already may have been placed with its answer lost: that one is placed again, never a second one beside it. What
 * exists at the provider already is not ordered at all.
 */
@Component
class PrepareOrder implements JavaDelegate {

    private final Providers providers;
    private final LicenseChanges changes;

    PrepareOrder(Providers providers, LicenseChanges changes) {
        this.providers = providers;
        this.changes = changes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new ProvisioningData(execution);
        var order = changes.provisioningOrder(data.change());
        if (order.isThereAlready() || order.preparedOrder() != null) {
            return;
        }
        try {
            changes.orderPrepared(
                    data.change(), providers.automatic(order.provider()).prepareOrder(licenses(order)));
        } catch (ProviderRejected rejected) {
            throw BusinessErrors.of(rejected);
        }
    }

    private static LicenseOrder licenses(ProvisioningOrder order) {
        return new LicenseOrder(
                order.tenantId(),
                order.partNumber(),
                order.targetQuantity(),
                order.term(),
                order.billingPlan(),
                order.country(),
                order.parentProviderSubscriptionId(),
                order.name(),
                order.requestId());
    }
}
