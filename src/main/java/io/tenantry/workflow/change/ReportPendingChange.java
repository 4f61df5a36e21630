package io.tenantry.workflow.change;

import io.tenantry.notification.OperationsNotices;
import io.tenantry.subscription.LicenseChanges;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Mails operations, once for each try, that a change which the provider accepted long ago is still not in force. */
@Component
class ReportPendingChange implements JavaDelegate {

    private final LicenseChanges changes;
    private final OperationsNotices notices;

    ReportPendingChange(LicenseChanges changes, OperationsNotices notices) {
        this.changes = changes;
        this.notices = notices;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new ChangeData(execution);
        var order = changes.provisioningOrder(data.change());
        notices.send(
                "pending-change:" + order.changeNumber() + ":" + order.requestId(),
                "Not in force yet: " + order.changeNumber() + " of " + order.name(),
                """
                %s accepted a change at %s and has not made it yet.

                Change: %s of %s (%s)
                Tenant: %s
                Total quantity ordered: %d of %s
                Request id: %s

                Ask the provider's support with the request id. Tenantry goes on looking by itself; setting the
                change to Not Applicable stops it.
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
                                order.requestId()),
                "/license-changes/" + order.changeNumber());
    }
}
