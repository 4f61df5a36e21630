package io.tenantry.workflow.change;

import io.tenantry.provider.ChangeOutcome;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.Providers;
import io.tenantry.provider.QuantityOrder;
import io.tenantry.subscription.Telling;
import io.tenantry.subscription.Tellings;
import io.tenantry.workflow.engine.BusinessErrors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Tells the provider the new total quantity. A repeat looks first what became of the try before it, and sets the same
 * total under the same request id. What somebody else has changed there is not undone by it.
 */
@Component
class OrderNewQuantity implements JavaDelegate {

    private final Providers providers;
    private final Tellings tellings;

    OrderNewQuantity(Providers providers, Tellings tellings) {
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

    private ChangeOutcome tell(Telling telling) {
        var order = telling.order();
        var provider = providers.automatic(order.provider());
        var id = ChangeData.subscriptionAtProvider(order);
        if (telling.repeated()
                && provider.subscription(order.tenantId(), id)
                        .filter(held -> ConfirmChange.isWhatWasOrdered(held, order))
                        .isPresent()) {
            return ChangeOutcome.APPLIED;
        }
        return provider.changeQuantity(new QuantityOrder(
                order.tenantId(), id, telling.from(), order.targetQuantity(), order.requestId(), telling.repeated()));
    }
}
