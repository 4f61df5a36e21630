package io.tenantry.connector.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.provider.ProductOrder;

/**
 * A longer term of the same product, which starts at once. It is no transition at Partner Center, but a change of the
 * subscription itself.
 */
record LongerTermEdit(ProductOrder order) implements SubscriptionEdit {

    @Override
    public boolean isIn(ObjectNode subscription) {
        return !PartnerCenterWords.isShorter(subscription.path("termDuration").asText(), order.term());
    }

    @Override
    public void makeIn(ObjectNode subscription) {
        subscription
                .put("termDuration", order.term())
                .put("billingCycle", PartnerCenterWords.billingCycle(order.billingPlan()));
    }

    @Override
    public boolean wantsEtag() {
        return true;
    }
}
