package io.tenantry.connector.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A new total of seats. No subscription has no seats at Partner Center: to give back all of them is to cancel it, which
 * is possible within the cancellation window only.
 */
record QuantityEdit(int target) implements SubscriptionEdit {

    private static final String QUANTITY = "quantity";
    private static final String STATUS = "status";
    private static final String DELETED = "deleted";

    /** One that was cancelled still names its last quantity, although nobody has these seats any more. */
    @Override
    public boolean isIn(ObjectNode subscription) {
        var cancelled = subscription.path(STATUS).asText().equalsIgnoreCase(DELETED);
        return target == 0
                ? cancelled
                : !cancelled && subscription.path(QUANTITY).asInt(-1) == target;
    }

    @Override
    public void makeIn(ObjectNode subscription) {
        if (target == 0) {
            subscription.put(STATUS, DELETED);
        } else {
            subscription.put(QUANTITY, target);
        }
    }

    @Override
    public boolean wantsEtag() {
        return target == 0;
    }
}
