package io.tenantry.workflow.change;

import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.ProviderSubscription;
import io.tenantry.provider.Providers;
import io.tenantry.subscription.Instruction;
import io.tenantry.subscription.LicenseChanges;
import io.tenantry.subscription.ProvisioningOrder;
import io.tenantry.subscription.WaitingFor;
import io.tenantry.workflow.Polling;
import io.tenantry.workflow.engine.BusinessErrors;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Compares what the provider holds with what was ordered; while they differ, it looks again later. */
@Component
class ConfirmChange implements JavaDelegate {

    private static final Set<String> OVER = Set.of("deleted", "expired", "disabled");

    private final Providers providers;
    private final LicenseChanges changes;
    private final Polling polling;

    ConfirmChange(Providers providers, LicenseChanges changes, Polling polling) {
        this.providers = providers;
        this.changes = changes;
        this.polling = polling;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new ChangeData(execution);
        var order = changes.provisioningOrder(data.change());
        try {
            if (order.movesSome() ? haveMoved(order) : isInForce(order)) {
                data.inForce();
                return;
            }
            requireNotGivenUp(order);
        } catch (ProviderRejected rejected) {
            throw BusinessErrors.of(rejected);
        }
        changes.waits(
                order.changeNumber(),
                WaitingFor.PROVIDER_PENDING,
                order.provider() + " has accepted " + order.changeNumber()
                        + " and is at work on it; Tenantry looks again by itself.");
        data.pending(polling);
    }

    /** A move that was accepted may come to nothing; nobody tells of it, and it would be waited for without end. */
    private void requireNotGivenUp(ProvisioningOrder order) {
        if (order.instructs(Instruction.MOVE)) {
            var since = changes.toldSince(order.changeNumber());
            OrderNewProduct.givenUp(providers.automatic(order.provider()), order, since)
                    .ifPresent(refusal -> {
                        throw refusal;
                    });
        }
    }

    /** Only looks: which subscription has the seats now. */
    private boolean haveMoved(ProvisioningOrder order) {
        var since = changes.get(order.changeNumber()).change().createdAt();
        var moved = OrderNewProduct.look(providers.automatic(order.provider()), order, since);
        if (moved.targetSubscriptionId() == null) {
            return false;
        }
        changes.seatsMovedTo(order.changeNumber(), moved.targetSubscriptionId());
        return true;
    }

    /**
     * What vanished tells nothing of its quantity, so a person looks; but where no seats were wanted, it is as ordered.
     */
    private boolean isInForce(ProvisioningOrder order) {
        var id = ChangeData.subscriptionAtProvider(order);
        var held = providers.automatic(order.provider()).subscription(order.tenantId(), id);
        if (held.isEmpty() && order.targetQuantity() == 0 && !order.changesTerm()) {
            return true;
        }
        return isWhatWasOrdered(held.orElseThrow(() -> gone(order, id)), order);
    }

    private static ProviderRejected gone(ProvisioningOrder order, String id) {
        return new ProviderRejected(
                "subscription-gone",
                "Subscription " + id + " of tenant " + order.tenantId() + " is no longer at " + order.provider()
                        + "; look there what became of it, then set the change to Not Applicable or re-queue it");
    }

    /**
     * Without seats it is over at the provider, which may still name the last quantity. One that is merely suspended
     * goes on being charged to us.
     */
    static boolean isWhatWasOrdered(ProviderSubscription held, ProvisioningOrder order) {
        if (order.changesTerm()) {
            return OrderTermChange.holds(held, order);
        }
        if (order.targetQuantity() == 0) {
            return OVER.contains(held.status());
        }
        return held.quantity() == order.targetQuantity()
                && held.partNumber().equals(order.partNumber())
                && (order.instruction() == null || held.term().equals(order.term()));
    }
}
