package io.tenantry.connector.partnercenter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.provider.NextTerm;
import io.tenantry.provider.Standing;
import io.tenantry.provider.TermOrder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A change in the life of a subscription, beside its seats.
 *
 * @param nextItem catalog item of the next term's product; null unless the order schedules one
 */
record TermEdit(TermOrder order, @Nullable String nextItem) implements SubscriptionEdit {

    private static final String STATUS = "status";
    private static final String AUTO_RENEW = "autoRenewEnabled";
    private static final String NEXT_TERM = "scheduledNextTermInstructions";
    private static final int CATALOG_ITEM_PARTS = 3;

    @Override
    public boolean isIn(ObjectNode subscription) {
        var autoRenew = order.autoRenew();
        var standing = order.standing();
        return (autoRenew == null || autoRenew == subscription.path(AUTO_RENEW).asBoolean())
                && (standing == null || subscription.path(STATUS).asText().equalsIgnoreCase(wordOf(standing)))
                && (order.nextTerm() == null || hasNextTerm(subscription, order.nextTerm()));
    }

    @Override
    public void makeIn(ObjectNode subscription) {
        if (order.standing() != null) {
            subscription.put(STATUS, wordOf(order.standing()));
        }
        if (order.autoRenew() != null) {
            subscription.put(AUTO_RENEW, order.autoRenew());
        }
        var next = order.nextTerm();
        if (next == null) {
            return;
        }
        if (next.equals(NextTerm.AS_NOW)) {
            subscription.remove(NEXT_TERM);
        } else {
            // Partner Center takes a schedule together with auto-renewal only.
            subscription.put(AUTO_RENEW, true);
            subscription.set(NEXT_TERM, instructions(next));
        }
    }

    @Override
    public boolean wantsEtag() {
        return order.standing() != Standing.ACTIVE || order.autoRenew() != null || order.nextTerm() != null;
    }

    private ObjectNode instructions(NextTerm next) {
        var item = String.valueOf(nextItem).split(":", CATALOG_ITEM_PARTS);
        var instructions = JsonNodeFactory.instance.objectNode();
        instructions
                .putObject("product")
                .put("productId", item[0])
                .put("skuId", item[1])
                .put("availabilityId", item[2])
                .put("billingCycle", PartnerCenterWords.billingCycle(next.billingPlan()))
                .put("termDuration", next.term());
        instructions.put("quantity", next.quantity());
        if (next.customTermEnd() != null) {
            instructions.put("customTermEndDate", next.customTermEnd() + "T00:00:00Z");
        }
        return instructions;
    }

    private static boolean hasNextTerm(ObjectNode subscription, NextTerm wanted) {
        var scheduled = subscription.path(NEXT_TERM);
        if (wanted.equals(NextTerm.AS_NOW)) {
            return !scheduled.isObject();
        }
        var product = scheduled.path("product");
        var part = text(product, "productId") + ":" + text(product, "skuId");
        var end = wanted.customTermEnd() == null ? "" : wanted.customTermEnd().toString();
        return part.equals(wanted.partNumber())
                && scheduled.path("quantity").asInt(-1) == wanted.quantity()
                && text(product, "termDuration").equalsIgnoreCase(wanted.term())
                && text(product, "billingCycle").equalsIgnoreCase(wanted.billingPlan())
                && (end.isEmpty()
                        ? text(scheduled, "customTermEndDate").isEmpty()
                        : text(scheduled, "customTermEndDate").startsWith(end));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    private static String wordOf(Standing standing) {
        return standing.name().toLowerCase(Locale.ROOT);
    }
}
