package io.tenantry.workflow.provisioning;

import io.tenantry.provider.AlreadyPlaced;
import io.tenantry.provider.PlacedOrder;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.ProviderUnavailable;
import io.tenantry.provider.Providers;
import io.tenantry.subscription.LicenseChanges;
import io.tenantry.subscription.ProvisioningOrder;
import io.tenantry.subscription.Telling;
import io.tenantry.subscription.Tellings;
import io.tenantry.workflow.engine.BusinessErrors;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Places the prepared order. A repeat, even after a crash, places the same order under the same request id, which the
 * provider carries out once. What exists at the provider already is not ordered at all.
 */
@Component
class PlaceOrder implements JavaDelegate {

    private final Providers providers;
    private final LicenseChanges changes;
    private final Tellings tellings;

    PlaceOrder(Providers providers, LicenseChanges changes, Tellings tellings) {
        this.providers = providers;
        this.changes = changes;
        this.tellings = tellings;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var data = new ProvisioningData(execution);
        var order = changes.provisioningOrder(data.change());
        if (order.isThereAlready()) {
            return;
        }
        try {
            var placed = tellings.tell(data.change(), this::place);
            changes.orderPlaced(data.change(), placed.orderId(), placed.subscriptionId());
        } catch (ProviderRejected rejected) {
            throw BusinessErrors.of(rejected);
        }
    }

    private PlacedOrder place(Telling telling) {
        var order = telling.order();
        var prepared =
                Objects.requireNonNull(order.preparedOrder(), () -> order.changeNumber() + " has no prepared order");
        try {
            return providers.automatic(order.provider()).placeOrder(order.tenantId(), prepared, order.requestId());
        } catch (AlreadyPlaced lost) {
            return find(telling, prepared, lost.isCertain() ? Optional.empty() : Optional.of(ranOut(order)));
        } catch (ProviderRejected refused) {
            if (!telling.repeated()) {
                throw refused;
            }
            // The try whose answer was lost may have placed it; then the refusal is of a second one.
            return find(telling, prepared, Optional.of(refused));
        }
    }

    /**
     * Only what is beyond doubt is taken for the lost order. While a twin of it is on its way it may be that one's, so
     * it is looked at again when that is settled; else a person looks.
     *
     * @param none what is true if nothing like it was bought; empty if something must have been
     */
    private PlacedOrder find(Telling telling, String prepared, Optional<ProviderRejected> none) {
        var order = telling.order();
        var alike = providers.automatic(order.provider()).boughtLike(order.tenantId(), prepared);
        var known = changes.knownAtProvider(
                order.provider(), alike.stream().map(PlaceOrder::subscriptionId).toList());
        var unknown = alike.stream()
                .filter(bought -> !known.contains(subscriptionId(bought)))
                .toList();
        if (unknown.isEmpty() && none.isPresent()) {
            throw nothingLike(telling, none.get());
        }
        if (unknown.size() != 1 || tellings.hasTwin(order.changeNumber())) {
            throw new ProviderUnavailable("The order of " + order.changeNumber()
                    + " may have been placed before, but it cannot be told as what; " + unknown.size()
                    + " subscriptions of tenant " + order.tenantId()
                    + " may be it. Look there whether it was bought; then set " + order.changeNumber()
                    + " to Not Applicable and the next sync links it");
        }
        return unknown.get(0);
    }

    /** That it is not listed says that it was not bought only once the lists must show it. */
    private static RuntimeException nothingLike(Telling telling, ProviderRejected none) {
        var shown = telling.hiddenUntil();
        return shown == null
                ? none
                : new ProviderUnavailable(
                        "The order of " + telling.order().changeNumber()
                                + " is not listed at the provider, whose lists may be behind until " + shown
                                + "; a repeat of it was refused: " + none.getMessage(),
                        shown);
    }

    private static ProviderRejected ranOut(ProvisioningOrder order) {
        return new ProviderRejected(
                "prepared-order-gone",
                "The prepared order of " + order.changeNumber()
                        + " ran out before it was placed, and nothing like it was bought since; re-queue "
                        + order.changeNumber() + " to order it anew");
    }

    private static String subscriptionId(PlacedOrder bought) {
        return Objects.requireNonNullElse(bought.subscriptionId(), "");
    }
}
