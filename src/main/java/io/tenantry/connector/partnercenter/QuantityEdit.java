package io.tenantry.connector.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.provider.QuantityOrder;
import java.util.Locale;

/**
 * A new total of seats. No subscription has no seats at Partner Center: to give back all of them is to cancel it, which
 * is possible within the cancellation window only.
 */
record QuantityEdit(QuantityOrder order) implements SubscriptionEdit {

    private static final String QUANTITY = "quantity";
    private static final String STATUS = "status";
    private static final String DELETED = "deleted";

    /** One that was cancelled still names its last quantity, although nobody has these seats any more. */
    @Override
    public boolean isIn(ObjectNode subscription) {
        var cancelled = subscription.path(STATUS).asText().equalsIgnoreCase(DELETED);
        return order.targetQuantity() == 0
                ? cancelled
                : !cancelled && subscription.path(QUANTITY).asInt(-1) == order.targetQuantity();
    }

    @Override
    public void requireUnedited(ObjectNode subscription) {
        order.requireUnedited(
                subscription.path(STATUS).asText().toLowerCase(Locale.ROOT),
                subscription.path(QUANTITY).asInt());
    }

    @Override
    public void makeIn(ObjectNode subscription) {
        if (order.targetQuantity() == 0) {
            subscription.put(STATUS, DELETED);
        } else {
            subscription.put(QUANTITY, order.targetQuantity());
        }
    }

    @Override
    public boolean wantsEtag() {
        return order.targetQuantity() == 0;
    }
}
