package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.world.Json;
import io.tenantry.sandbox.world.SandboxClock;
import java.util.List;

/** The rarer things that happen at the provider behind the application's back, allowed by its API or not. */
public final class Portal {

    private static final List<String> FORCED = List.of("offerId", "offerName", "billingCycle");

    private final Customers customers;
    private final Subscriptions subscriptions;
    private final Transitions transitions;
    private final SandboxClock clock;

    public Portal(Customers customers, Subscriptions subscriptions, Transitions transitions, SandboxClock clock) {
        this.customers = customers;
        this.subscriptions = subscriptions;
        this.transitions = transitions;
        this.clock = clock;
    }

    /** The subscription vanishes without a trace. */
    public void remove(String customerId, String id) {
        get(customerId, id);
        subscriptions.remove(customerId, id);
    }

    /**
     * Sets fields as no rule would allow: a status that no manual knows, a trial, a quantity after its window, the offer
     * of a time before the catalog, a rhythm of billing in which nothing is sold any more.
     */
    public ObjectNode force(String customerId, String id, Fields wish) {
        var subscription = get(customerId, id);
        wish.text("status").ifPresent(subscription::status);
        wish.find("isTrial").ifPresent(trial -> subscription.trial(trial.asBoolean()));
        wish.integer("quantity").ifPresent(subscription::correctTo);
        FORCED.forEach(field -> wish.text(field).ifPresent(value -> subscription.say(field, value)));
        subscription.changed();
        subscriptions.save(customerId, subscription);
        return subscription.view(clock.instant());
    }

    /** Moves all seats, or {@code quantity} of them, to {@code productId} and {@code skuId}. */
    public ObjectNode move(String customerId, String id, Fields wish) {
        var source = get(customerId, id);
        var target =
                wish.text("productId").orElse("") + ":" + wish.text("skuId").orElse("") + ":";
        var item = transitions.eligibilities(source).stream()
                .map(eligibility -> eligibility.path("catalogItemId").asText())
                .filter(candidate -> candidate.startsWith(target))
                .findFirst()
                .orElseThrow(() -> Refusal.badRequest(900236, "There is no way from here to " + target));
        var body = Json.object()
                .put("toCatalogItemId", item)
                .put("quantity", wish.integer("quantity").orElse(source.quantity()))
                .put("transitionType", "transition_only");
        wish.text("toSubscriptionId").ifPresent(into -> body.put("toSubscriptionId", into));
        return transitions.move(customerId, source, Fields.of(body));
    }

    private Subscription get(String customerId, String id) {
        customers.require(customerId);
        return subscriptions.get(customerId, id);
    }
}
