package io.tenantry.workflow.manualorder;

import io.tenantry.notification.OperationsNotices;
import io.tenantry.subscription.ManualOrder;
import io.tenantry.subscription.ManualOrders;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Mails operations what has to be done at the provider by hand, once for each try. */
@Component
class AskOperations implements JavaDelegate {

    private final ManualOrders orders;
    private final OperationsNotices notices;

    AskOperations(ManualOrders orders, OperationsNotices notices) {
        this.orders = orders;
        this.notices = notices;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var order = orders.get(new ManualOrderData(execution).change());
        notices.send(
                "manual-order:" + order.changeNumber() + ":" + order.request(),
                "To be done by hand: " + order.changeNumber() + " of " + order.subscriptionName(),
                text(order),
                "/manual-orders");
        orders.wanted(order.changeNumber());
    }

    private static String text(ManualOrder order) {
        return """
                A change has to be made by hand at %s: %s

                Change: %s
                Subscription: %s (%s)
                Tenant: %s
                Product: %s
                Total quantity afterwards: %d
                Term: %s, billed %s

                When it is done, say so at the change, with the id at the provider if it is new. If it cannot be
                done, say why: the change then becomes Failed Provisioning.
                """
                .formatted(
                        order.provider(),
                        order.task(),
                        order.changeNumber(),
                        order.subscriptionNumber(),
                        order.subscriptionName(),
                        order.tenantId(),
                        order.partNumber(),
                        order.targetQuantity(),
                        order.term(),
                        order.billingPlan());
    }
}
