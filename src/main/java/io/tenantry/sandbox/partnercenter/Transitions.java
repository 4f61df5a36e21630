package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.http.WireError;
import io.tenantry.sandbox.world.Documents;
import io.tenantry.sandbox.world.Identifiers;
import io.tenantry.sandbox.world.Json;
import io.tenantry.sandbox.world.SandboxClock;
import io.tenantry.sandbox.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Upgrades to a bigger product in the middle of a term, and trials that are paid for.
 *
 * <p>When all seats move, the subscription keeps its id; when some do, they make a second subscription that ends with the
 * first, or join one that the customer has of the target.
 */
public final class Transitions {

    private static final String TRANSFER = "transition_with_license_transfer";
    private static final List<String> TYPES = List.of("transition_only", TRANSFER);

    private final Documents history;
    private final Catalog catalog;
    private final Subscriptions subscriptions;
    private final SandboxClock clock;

    public Transitions(World world, Catalog catalog, Subscriptions subscriptions, SandboxClock clock) {
        this.history = world.documents("transitions");
        this.catalog = catalog;
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    List<ObjectNode> eligibilities(Subscription source) {
        return catalog.skus(source.market()).stream()
                .filter(sku -> isUpgrade(source, sku))
                .map(sku -> eligibility(source, sku))
                .toList();
    }

    private boolean isUpgrade(Subscription source, Sku target) {
        var product = source.item().productId();
        var known = catalog.upgradesOf(product).contains(target.first().productId());
        var paid = source.isTrial() && product.equals(target.first().productId());
        return !target.isTrial() && (known || paid);
    }

    private static ObjectNode eligibility(Subscription source, Sku target) {
        var eligibility = Json.object()
                .put(
                        "operationId",
                        Identifiers.digest(source.id(), target.item().toString())
                                .substring(0, 32))
                .put("catalogItemId", target.item().toString())
                .put("title", target.title())
                .put("description", target.title())
                .put("quantity", source.quantity());
        eligibility.putArray("subscriptionEligibilities");
        var types = eligibility.putArray("eligibilities");
        for (var type : TYPES) {
            var row = types.addObject().put("isEligible", source.is("active")).put("transitionType", type);
            var errors = row.putArray("errors");
            if (!source.is("active")) {
                errors.addObject().put("code", "1").put("description", "The subscription is not active.");
            }
        }
        return eligibility;
    }

    ObjectNode move(String customerId, Subscription source, Fields wish) {
        SubscriptionChanges.refuseIfPending(source);
        var target = target(source, wish);
        var seats = wish.integer("quantity").orElse(0);
        if (seats < 1 || seats > source.quantity()) {
            throw Refusal.badRequest(2002, "The quantity must be 1 to " + source.quantity() + ".");
        }
        checkPlan(source, target, wish);
        var into = wish.text("toSubscriptionId");
        if (into.isPresent()) {
            join(customerId, source, target, subscriptions.get(customerId, into.get()), seats);
        } else if (seats == source.quantity()) {
            source.offer(target);
            source.friendlyName(target.title());
            settleTerm(source, wish);
            finish(customerId, source);
        } else {
            var twin = source.split(target, seats, clock.instant());
            settleTerm(twin, wish);
            finish(customerId, twin);
            shrink(customerId, source, seats);
        }
        return record(customerId, source, wish, "Completed");
    }

    /** It looks well until the conversion itself fails; the subscription stays what it is. */
    void acceptInVain(String customerId, Subscription source, Fields wish) {
        SubscriptionChanges.refuseIfPending(source);
        checkPlan(source, target(source, wish), wish);
        record(customerId, source, wish, "Failed");
    }

    private Sku target(Subscription source, Fields wish) {
        var type = wish.lowerCase("transitionType").orElse("");
        var target = wish.text("toCatalogItemId")
                .flatMap(CatalogItem::parse)
                .flatMap(item -> catalog.find(source.market(), item));
        var from = wish.text("fromCatalogItemId").orElse(source.item().toString());
        if (!TYPES.contains(type)
                || target.isEmpty()
                || !from.equals(source.item().toString())) {
            throw notEligible("The catalog items or the transition type of this transition are not valid.");
        }
        if (!source.is("active") || !isUpgrade(source, target.get())) {
            throw notEligible("Subscription " + source.id() + " is not eligible for this transition.");
        }
        return target.get();
    }

    private static WireError notEligible(String why) {
        return Refusal.badRequest(900236, why);
    }

    /** A transition may lengthen a term, not shorten it, and only to a plan that is sold. */
    private void checkPlan(Subscription source, Sku target, Fields wish) {
        var term = wish.text("termDuration").orElse(source.term().duration());
        var cycle = wish.lowerCase("billingCycle").orElse(source.term().billingCycle());
        var shorter = Term.isKnown(term)
                && Term.starting(source.term().start(), term, cycle)
                        .isShorterThan(source.term().duration());
        if (shorter || target.price(term, cycle, clock.instant()).isEmpty()) {
            throw Refusal.badRequest(900267, target.title() + " cannot be had for " + term + " billed " + cycle + ".");
        }
    }

    /** The term goes on to its end, unless it becomes longer: then it starts anew, as it does for a trial that is paid for. */
    private void settleTerm(Subscription moved, Fields wish) {
        var present = moved.term();
        var duration = wish.text("termDuration").orElse(present.duration());
        var cycle = wish.lowerCase("billingCycle").orElse(present.billingCycle());
        var now = clock.instant();
        if (moved.isTrial()) {
            moved.trial(false);
            moved.startTerm(Term.starting(clock.today(), duration, cycle), moved.quantity(), now);
        } else if (present.isShorterThan(duration)) {
            moved.commit(Term.starting(clock.today(), duration, cycle), now);
        } else {
            moved.commit(new Term(present.start(), present.end(), present.duration(), cycle), now);
        }
    }

    private void join(String customerId, Subscription source, Sku target, Subscription existing, int seats) {
        if (!existing.is("active") || !existing.item().equals(target.item())) {
            throw Refusal.badRequest(900258, "The target subscription is not an active one of the target product.");
        }
        if (existing.term().over().isBefore(source.term().over())) {
            throw Refusal.badRequest(900259, "The target subscription ends before the source.");
        }
        existing.admit(seats);
        finish(customerId, existing);
        if (seats < source.quantity()) {
            shrink(customerId, source, seats);
            return;
        }
        source.status("deleted");
        source.autoRenew(false);
        finish(customerId, source);
    }

    private void shrink(String customerId, Subscription source, int seats) {
        source.reduceTo(source.quantity() - seats, clock.instant());
        finish(customerId, source);
    }

    private void finish(String customerId, Subscription subscription) {
        subscription.schedule(null);
        subscription.changed();
        subscriptions.save(customerId, subscription);
    }

    private ObjectNode record(String customerId, Subscription source, Fields wish, String status) {
        var now = clock.instant();
        var transition = wish.camelCase();
        transition.put("operationId", Identifiers.random(16));
        transition.put("fromSubscriptionId", source.id());
        var events = transition.putArray("events");
        event(events.addObject(), "Conversion", status, now);
        if (wish.lowerCase("transitionType").equals(Optional.of(TRANSFER))) {
            event(events.addObject(), "LicenseReassignment", status, now);
        }
        var key = "%s/%s/%015d".formatted(customerId, source.id(), clock.ordinal());
        history.put(key + transition.path("operationId").asText(), transition);
        return transition;
    }

    private static void event(ObjectNode event, String name, String status, Instant now) {
        event.put("name", name).put("status", status).put("timestamp", now.toString());
        if (status.equals("Failed")) {
            event.putArray("errors")
                    .addObject()
                    .put("code", "900236")
                    .put("description", "The conversion could not be completed.");
        }
    }

    List<ObjectNode> historyOf(String customerId, String subscriptionId) {
        return history.under(customerId + "/" + subscriptionId + "/").stream()
                .map(Documents.Entry::document)
                .toList();
    }
}
