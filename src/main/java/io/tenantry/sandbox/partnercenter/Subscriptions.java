package io.tenantry.sandbox.partnercenter;

import io.tenantry.sandbox.http.WireError;
import io.tenantry.sandbox.world.Documents;
import io.tenantry.sandbox.world.SandboxClock;
import io.tenantry.sandbox.world.World;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All customers' licences, brought up to the present whenever they are read. */
public final class Subscriptions {

    private final Documents states;
    private final Catalog catalog;
    private final SandboxClock clock;
    private final Webhooks webhooks;
    private final SubscriptionLife life;

    public Subscriptions(World world, Catalog catalog, SandboxClock clock, Webhooks webhooks, Behaviour behaviour) {
        this.states = world.documents("subscriptions");
        this.catalog = catalog;
        this.clock = clock;
        this.life = new SubscriptionLife(catalog, behaviour);
        this.webhooks = webhooks;
    }

    List<Subscription> of(String customerId) {
        var now = clock.instant();
        return states.under(customerId + "/").stream()
                .map(entry -> present(customerId, Subscription.of(entry.document())))
                .filter(subscription -> subscription.isProvisioned(now))
                .sorted(Comparator.comparing(subscription ->
                        subscription.view(now).path("creationDate").asText()))
                .toList();
    }

    Optional<Subscription> find(String customerId, String id) {
        return states.find(key(customerId, id))
                .map(state -> present(customerId, Subscription.of(state)))
                .filter(subscription -> subscription.isProvisioned(clock.instant()));
    }

    Subscription get(String customerId, String id) {
        return find(customerId, id).orElseThrow(() -> unknown(id));
    }

    private static WireError unknown(String id) {
        return Refusal.notFound(20003, "Subscription " + id + " was not found for this customer.");
    }

    void save(String customerId, Subscription subscription) {
        states.put(key(customerId, subscription.id()), subscription.state());
        webhooks.subscriptionUpdated(customerId, subscription.id());
    }

    /** It is gone as if it had never been: whoever asks for it hears that there is none. */
    void remove(String customerId, String id) {
        states.remove(key(customerId, id));
        webhooks.subscriptionUpdated(customerId, id);
    }

    private Subscription present(String customerId, Subscription stored) {
        var present = life.upTo(clock.instant(), stored);
        if (!present.equals(stored)) {
            save(customerId, present);
        }
        return present;
    }

    /** An add-on is sold to, and kept active for, a customer who has one of its bases. */
    boolean hasBaseFor(String customerId, String productId) {
        return !catalog.isAddOn(productId)
                || of(customerId).stream()
                        .anyMatch(base -> base.is("active")
                                && catalog.isBaseOf(base.item().productId(), productId));
    }

    /** The provider's new-commerce add-ons name no parent: they belong to any base of the same customer that fits. */
    List<Subscription> addOnsOf(String customerId, Subscription base) {
        return of(customerId).stream()
                .filter(addOn -> !addOn.is("deleted"))
                .filter(addOn ->
                        catalog.isBaseOf(base.item().productId(), addOn.item().productId()))
                .toList();
    }

    private static String key(String customerId, String id) {
        return customerId + "/" + id;
    }
}
