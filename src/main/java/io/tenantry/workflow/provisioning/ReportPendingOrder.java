package io.tenantry.workflow.provisioning;

import io.tenantry.notification.OperationsNotices;
import io.tenantry.subscription.LicenseChanges;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Mails operations, once for each try, that an order which the provider accepted long ago is still not provisioned. */
@Component
class ReportPendingOrder implements JavaDelegate {

    private final LicenseChanges changes;
    private final OperationsNotices notices;

    ReportPendingOrder(LicenseChanges changes, OperationsNotices notices) {
        this.changes = changes;
        this.notices = notices;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new ProvisioningData(execution);
        var order = changes.provisioningOrder(data.change());
        notices.send(
                "pending-order:" + order.changeNumber() + ":" + order.requestId(),
                "Not provisioned yet: " + order.changeNumber() + " of " + order.name(),
                """
                %s accepted an order at %s and has not provisioned it yet.

                Change: %s of %s (%s)
                Tenant: %s
                Ordered: %d of %s
                Order at the provider: %s

                Ask the provider's support with the number of the order. Tenantry goes on looking by itself; setting
                the change to Not Applicable stops it, and the next sync links what comes of it.
                """
                        .formatted(
                                order.provider(),
                                data.pollingSince(),
                                order.changeNumber(),
                                order.subscriptionNumber(),
                                order.name(),
                                order.tenantId(),
                                order.targetQuantity(),
                                order.partNumber(),
                                order.providerOrderId()),
                "/license-changes/" + order.changeNumber());
    }
}
