package io.tenantry.workflow.change;

import io.tenantry.provider.MovedProduct;
import io.tenantry.provider.ProductOrder;
import io.tenantry.provider.Provider;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.ProviderUnavailable;
import io.tenantry.provider.Providers;
import io.tenantry.subscription.LicenseChanges;
import io.tenantry.subscription.ProvisioningOrder;
import io.tenantry.subscription.Telling;
import io.tenantry.subscription.Tellings;
import io.tenantry.workflow.engine.BusinessErrors;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Moves the subscription to its new product at the provider. A repeat asks under the same request id. Where only some
 * seats move, it looks first whether they have: an earlier try may have been refused when it was repeated.
 */
@Component
class OrderNewProduct implements JavaDelegate {

    private final Providers providers;
    private final LicenseChanges changes;
    private final Tellings tellings;

    OrderNewProduct(Providers providers, LicenseChanges changes, Tellings tellings) {
        this.providers = providers;
        this.changes = changes;
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
        var order = telling.order();
        var provider = providers.automatic(order.provider());
        var since =
                order.movesSome() ? changes.get(order.changeNumber()).change().createdAt() : Instant.EPOCH;
        if (order.movesSome()) {
            var seen = look(provider, order, since);
            if (seen.targetSubscriptionId() != null) {
                return seen;
            }
        }
        return provider.changeProduct(move(order, since));
    }

    /** A look that is refused tells nothing of the seats, which may have moved: they would be taken for bought there. */
    static MovedProduct look(Provider provider, ProvisioningOrder order, Instant since) {
        return seen(order, () -> provider.moved(move(order, since), since));
    }

    /** Why the provider gave up what it had accepted; empty while it says nothing of that. */
    static Optional<ProviderRejected> givenUp(Provider provider, ProvisioningOrder order, Instant since) {
        return seen(order, () -> provider.givenUp(move(order, since), since));
    }

    private static <T> T seen(ProvisioningOrder order, Supplier<T> look) {
        try {
            return look.get();
        } catch (ProviderRejected unseen) {
            throw new ProviderUnavailable(
                    "What became of the seats of " + order.changeNumber() + " cannot be told: " + unseen.getMessage(),
                    unseen);
        }
    }

    static ProductOrder move(ProvisioningOrder order, Instant since) {
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
                since,
                order.requestId());
    }
}
