package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.Fields;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A change of a subscription, sent as the whole resource: what differs from what is stored is what the client wants.
 *
 * <p>Three things are wanted by being there: without {@code autoRenewEnabled} in the body the renewal is switched off, and
 * without {@code scheduledNextTermInstructions} or {@code nextChargeInstructions} these are deleted. Everything else that a client leaves out stays.
 */
final class SubscriptionPatch {

    private final Subscription subscription;
    private final Fields wanted;
    private final Instant now;
    private final Catalog catalog;

    private boolean midTermChange;

    SubscriptionPatch(Subscription subscription, Fields wanted, Instant now, Catalog catalog) {
        this.subscription = subscription;
        this.wanted = wanted;
        this.now = now;
        this.catalog = catalog;
    }

    /** Changes the subscription, or refuses and leaves it half changed: work on a copy. */
    void apply(boolean baseIsActive) {
        refuseIfOver();
        changeStatus(baseIsActive);
        if (subscription.is("deleted")) {
            return;
        }
        changeQuantity();
        changeTerm();
        changeRenewal();
        changeSchedule();
        subscription.nextCharge(wanted.find("nextChargeInstructions").orElse(null));
        wanted.text("friendlyName").ifPresent(subscription::friendlyName);
    }

    private void refuseIfOver() {
        if (subscription.is("deleted")) {
            throw Refusal.badRequest(2011, "A deleted subscription cannot be updated.");
        }
        if (!subscription.is("active") && !subscription.is("suspended")) {
            throw Refusal.badRequest(
                    900279, "The subscription is " + subscription.status() + " and takes no further updates.");
        }
    }

    private void changeStatus(boolean baseIsActive) {
        var status = wanted.lowerCase("status").orElse(subscription.status());
        if (subscription.is(status)) {
            return;
        }
        switch (status) {
            case "deleted" -> cancel();
            case "suspended" -> suspend();
            case "active" -> reactivate(baseIsActive);
            default -> throw Refusal.badRequest(800096, "The status cannot be changed to '" + status + "'.");
        }
        midTermChange = true;
    }

    private void cancel() {
        if (!subscription.canBeCancelled(now)) {
            throw Refusal.badRequest(
                    900117, "The subscription cannot be cancelled after the 7-day window of its purchase or renewal.");
        }
        subscription.status("deleted");
        subscription.autoRenew(false);
        subscription.schedule(null);
    }

    private void suspend() {
        subscription.status("suspended");
        subscription.autoRenew(false);
        subscription.schedule(null);
    }

    private void reactivate(boolean baseIsActive) {
        if (!baseIsActive) {
            throw Refusal.badRequest(27009, "The add-on cannot be active while its base subscription is not.");
        }
        subscription.status("active");
    }

    private void changeQuantity() {
        if (!wanted.has("quantity")) {
            return;
        }
        var quantity = wanted.integer("quantity").orElse(0);
        if (quantity == subscription.quantity()) {
            return;
        }
        if (quantity < 1 || quantity > Sku.MAXIMUM_QUANTITY) {
            throw Refusal.badRequest(2002, "The quantity must be 1 to " + Sku.MAXIMUM_QUANTITY + ".");
        }
        if (subscription.is("suspended")) {
            throw Refusal.badRequest(800091, "The quantity of a suspended subscription cannot be changed.");
        }
        if (quantity > subscription.quantity()) {
            subscription.increaseTo(quantity, now);
        } else {
            reduceTo(quantity);
        }
        midTermChange = true;
    }

    private void reduceTo(int quantity) {
        if (subscription.quantity() - quantity > subscription.batches().refundable(now)) {
            throw Refusal.badRequest(800090, "Subscription quantity cannot be decreased.");
        }
        subscription.reduceTo(quantity, now);
    }

    /** In the middle of a term only a longer one can be had, at once; a rhythm of billing alone cannot be changed here. */
    private void changeTerm() {
        var current = subscription.term();
        var duration = wanted.text("termDuration").orElse(current.duration());
        var cycle = wanted.lowerCase("billingCycle").orElse(current.billingCycle());
        if (duration.equalsIgnoreCase(current.duration()) && cycle.equals(current.billingCycle())) {
            return;
        }
        var sold = Term.isKnown(duration) && isSold(duration, cycle);
        if (subscription.isTrial() || !sold || !current.isShorterThan(duration)) {
            throw Refusal.badRequest(
                    800097, "The term or billing cycle cannot be changed to " + duration + " billed " + cycle + ".");
        }
        subscription.commit(Term.starting(LocalDate.ofInstant(now, ZoneOffset.UTC), duration, cycle), now);
        midTermChange = true;
    }

    private boolean isSold(String duration, String cycle) {
        return catalog.find(subscription.market(), subscription.item())
                .flatMap(sku -> sku.price(duration, cycle, now))
                .isPresent();
    }

    private void changeRenewal() {
        var renew = wanted.isTrue("autoRenewEnabled");
        if (subscription.is("suspended")) {
            subscription.autoRenew(false);
            return;
        }
        midTermChange |= subscription.autoRenews() && !renew;
        subscription.autoRenew(renew);
    }

    /** Any change in the middle of a term deletes the schedule, even one that comes in the same body. */
    private void changeSchedule() {
        var instructions = wanted.find("scheduledNextTermInstructions").orElse(null);
        if (midTermChange || instructions == null) {
            subscription.schedule(null);
            return;
        }
        if (!subscription.is("active") || !subscription.autoRenews()) {
            throw Refusal.badRequest(
                    800107, "Changes can be scheduled for an active subscription with auto-renew only.");
        }
        subscription.schedule(checked(Fields.of(instructions)));
    }

    private ObjectNode checked(Fields instructions) {
        var product = instructions.object("product");
        var quantity = instructions.integer("quantity").orElse(subscription.quantity());
        if (quantity < 1 || quantity > Sku.MAXIMUM_QUANTITY) {
            throw Refusal.badRequest(2002, "The quantity must be 1 to " + Sku.MAXIMUM_QUANTITY + ".");
        }
        var item = subscription.item();
        var productId = product.text("productId").orElse(item.productId());
        var skuId = product.text("skuId").orElse(item.skuId());
        var term = product.text("termDuration").orElse(subscription.term().duration());
        var cycle = product.lowerCase("billingCycle").orElse(subscription.term().billingCycle());
        var sku = catalog.sku(subscription.market(), productId, skuId)
                .orElseThrow(() -> Refusal.badRequest(400018, "There is no SKU " + productId + ":" + skuId + "."));
        if (sku.price(term, cycle, now).isEmpty()) {
            throw Refusal.badRequest(800097, sku.title() + " is not sold for " + term + " billed " + cycle + ".");
        }
        return instructions.camelCase();
    }

    /** A stale etag is refused; a client that sends none takes its chance, as Microsoft's own samples do. */
    static void checkEtag(Subscription subscription, @Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return;
        }
        var etag = ifMatch.replaceFirst("^W/", "").replace("\"", "");
        if (!etag.equals(subscription.etag())) {
            throw Refusal.badRequest(2055, "The etag in If-Match is not the subscription's current one.");
        }
    }
}
