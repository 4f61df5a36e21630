package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.Fields;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What time does to a subscription, worked out when somebody looks: a slow change comes into effect, a term ends and is
 * renewed, or runs out.
 *
 * <p>Without renewal an active subscription is expired for 30 days, disabled for 90 and then deleted; a suspended one is
 * disabled at once, for the same 120 days. A trial renews as the product that is paid for. The paid Extended Service Term, which follows terms that end after 4 May 2026 and on which
 * nobody decided, is played if {@link Behaviour#extendedServiceTerm} says so: the licences go on by the month until they are
 * cancelled. No official payload of it is known, so the document says no more than that.
 */
final class SubscriptionLife {

    private static final Duration EXPIRED = Duration.ofDays(30);
    private static final Duration UNTIL_DELETED = Duration.ofDays(120);
    private static final String PENDING = "pendingChange";

    private static final LocalDate LAST_WITHOUT_EXTENSION = LocalDate.of(2026, 5, 4);

    private final Catalog catalog;
    private final Behaviour behaviour;

    SubscriptionLife(Catalog catalog, Behaviour behaviour) {
        this.catalog = catalog;
        this.behaviour = behaviour;
    }

    Subscription upTo(Instant now, Subscription stored) {
        var subscription = finishPending(now, stored.copy());
        while (subscription.is("active") && ended(subscription, now) && subscription.autoRenews()) {
            renew(subscription);
        }
        while (subscription.is("active") && ended(subscription, now) && isExtended(subscription)) {
            extend(subscription);
        }
        runOut(subscription, now);
        return subscription;
    }

    private static boolean ended(Subscription subscription, Instant now) {
        return !now.isBefore(subscription.term().over());
    }

    private boolean isExtended(Subscription subscription) {
        return behaviour.extendedServiceTerm() && subscription.term().end().isAfter(LAST_WITHOUT_EXTENSION);
    }

    /** One more month, which opens no window: an extended term can be cancelled at any time. */
    private static void extend(Subscription subscription) {
        var start = subscription.term().over();
        subscription.extend();
        subscription.commit(Term.starting(LocalDate.ofInstant(start, ZoneOffset.UTC), "P1M", "monthly"), start);
        subscription.changed();
    }

    private static void runOut(Subscription subscription, Instant now) {
        if (subscription.is("deleted") || !ended(subscription, now)) {
            return;
        }
        var over = subscription.term().over();
        if (!now.isBefore(over.plus(UNTIL_DELETED))) {
            subscription.status("deleted");
        } else if (subscription.is("suspended") || !now.isBefore(over.plus(EXPIRED))) {
            subscription.status("disabled");
        } else if (subscription.is("active")) {
            subscription.status("expired");
        }
    }

    /** Renews at 00:00 UTC on the day after the term's end, as the schedule says or else as before. */
    private void renew(Subscription subscription) {
        var ending = subscription.term();
        var start = ending.over();
        var schedule = Fields.of(subscription.schedule().orElse(null));
        var product = schedule.object("product");
        var duration = product.text("termDuration").orElse(ending.duration());
        var cycle = product.text("billingCycle").orElse(ending.billingCycle());
        var term = Term.starting(ending.end().plusDays(1), duration, cycle);
        var custom = schedule.text("customTermEndDate").map(Term::day);
        scheduledSku(subscription, product)
                .or(() -> paidSku(subscription))
                .ifPresent(sku -> renewAs(subscription, sku));
        subscription.startTerm(
                custom.map(term::endingOn).orElse(term),
                schedule.integer("quantity").orElse(subscription.quantity()),
                start);
        subscription.schedule(null);
        subscription.changed();
    }

    private static void renewAs(Subscription subscription, Sku sku) {
        subscription.offer(sku);
        subscription.trial(sku.isTrial());
    }

    /** A trial that renews becomes the paid product by itself. */
    private Optional<Sku> paidSku(Subscription subscription) {
        return subscription.isTrial() ? catalog.paidFor(subscription.market(), subscription.item()) : Optional.empty();
    }

    private Optional<Sku> scheduledSku(Subscription subscription, Fields product) {
        var market = subscription.market();
        return product.text("productId")
                .flatMap(id -> catalog.sku(market, id, product.text("skuId").orElse("")));
    }

    static boolean isPending(Subscription subscription) {
        return subscription.state().has(PENDING);
    }

    /** Has the change come into effect only later: until then the subscription is as it was, and takes no other change. */
    static void delay(Subscription unchanged, Subscription changed, Instant effective) {
        var pending = unchanged.state().putObject(PENDING);
        pending.put("effective", effective.toString());
        pending.set("state", changed.state());
    }

    private static Subscription finishPending(Instant now, Subscription subscription) {
        if (!(subscription.state().get(PENDING) instanceof ObjectNode pending)) {
            return subscription;
        }
        if (now.isBefore(Instant.parse(pending.path("effective").asText()))) {
            return subscription;
        }
        return Subscription.of((ObjectNode) pending.get("state"));
    }
}
