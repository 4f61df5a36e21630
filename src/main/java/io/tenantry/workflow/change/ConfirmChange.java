package io.tenantry.workflow.change;

import io.tenantry.provider.ProviderSubscription;
import io.tenantry.provider.Providers;
import io.tenantry.subscription.LicenseChanges;
import io.tenantry.subscription.ProvisioningOrder;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Compares what the provider holds with what was ordered; while they differ, it looks again later. */
@Component
class ConfirmChange implements JavaDelegate {

    private static final Set<String> OVER = Set.of("deleted", "expired", "disabled");

    private final Providers providers;
    private final LicenseChanges changes;
    private final Clock clock;
    private final Duration pollAfter;

    ConfirmChange(
            Providers providers,
            LicenseChanges changes,
            Clock clock,
            @Value("${tenantry.change.poll-after:PT1M}") Duration pollAfter) {
        this.providers = providers;
        this.changes = changes;
        this.clock = clock;
        this.pollAfter = pollAfter;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new ChangeData(execution);
        var order = changes.provisioningOrder(data.change());
        var held = providers
                .automatic(order.provider())
                .subscription(order.tenantId(), ChangeData.subscriptionAtProvider(order));
        data.inForce(
                held.filter(subscription -> isWhatWasOrdered(subscription, order))
                        .isPresent(),
                clock.instant().plus(pollAfter));
    }

    /**
     * Without seats it is over at the provider, which may still name the last quantity. One that is merely suspended
     * goes on being charged to us.
     */
    private static boolean isWhatWasOrdered(ProviderSubscription held, ProvisioningOrder order) {
        if (order.targetQuantity() == 0) {
            return OVER.contains(held.status());
        }
        return held.quantity() == order.targetQuantity() && held.partNumber().equals(order.partNumber());
    }
}
