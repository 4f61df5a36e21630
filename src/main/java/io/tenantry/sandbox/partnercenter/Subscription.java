package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.world.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer's licences at the provider: the document that clients see, and beside it what only the provider knows (the
 * seats' seven-day windows, the start of the term, a change that is under way).
 */
final class Subscription {

    private static final String STATUS = "status";
    private static final String QUANTITY = "quantity";
    private static final String NEXT_CHARGE = "nextChargeInstructions";
    private static final String SCHEDULE = "scheduledNextTermInstructions";
    private static final String CANCELLABLE_UNTIL = "cancellationAllowedUntilDate";
    private static final String VISIBLE_FROM = "visibleFrom";
    private static final Duration FULL_REFUND = Duration.ofDays(1);

    private final ObjectNode state;

    private Subscription(ObjectNode state) {
        this.state = state;
    }

    static Subscription of(ObjectNode state) {
        return new Subscription(state);
    }

    static Subscription bought(Purchase purchase, Instant now) {
        var state = Json.object().put("revision", 1);
        state.putArray("batches");
        var resource = state.putObject("resource");
        resource.put("id", UUID.randomUUID().toString());
        var subscription = new Subscription(state);
        subscription.offer(purchase.sku());
        var name = purchase.friendlyName();
        resource.put("friendlyName", name == null ? purchase.sku().title() : name);
        resource.putObject("productType").put("id", "OnlineServicesNCE").put("displayName", "OnlineServicesNCE");
        resource.put("unitType", "Licenses")
                .put("creationDate", now.toString())
                .put("effectiveStartDate", now.toString())
                .put(STATUS, "active")
                .put("autoRenewEnabled", true)
                .put("isTrial", purchase.sku().isTrial())
                .put("billingType", "license")
                .put("isMicrosoftProduct", true)
                .put("attentionNeeded", false)
                .put("actionTaken", false)
                .put("contractType", "subscription")
                .put("publisherName", purchase.sku().first().publisher())
                .put("orderId", purchase.orderId());
        subscription.startTerm(purchase.term(), purchase.quantity(), now);
        return subscription;
    }

    /** What a partial upgrade makes of some seats: a second subscription with the first one's end and windows. */
    Subscription split(Sku target, int seats, Instant now) {
        var twin = new Subscription(state.deepCopy());
        twin.resource().put("id", UUID.randomUUID().toString());
        twin.resource().put("creationDate", now.toString()).put("effectiveStartDate", now.toString());
        twin.resource().put(QUANTITY, seats);
        twin.resource().put("friendlyName", target.title());
        twin.batches().batches().removeAll();
        twin.offer(target);
        return twin;
    }

    void offer(Sku sku) {
        var item = sku.item();
        resource().put("offerId", item.toString());
        resource().put("offerName", sku.title());
        state.put("market", sku.market());
        var links = resource().putObject("links");
        item.addLinks(links, sku.market());
        links.set("self", Listing.link("/subscriptions/" + id()));
    }

    /** A purchase or a renewal: all seats, and the right to cancel, start their seven days. */
    void startTerm(Term term, int quantity, Instant start) {
        resource().put(QUANTITY, quantity);
        resource().put(CANCELLABLE_UNTIL, start.plus(SeatBatches.WINDOW).toString());
        resource()
                .putArray("refundOptions")
                .addObject()
                .put("type", "Full")
                .put("expiresAt", start.plus(FULL_REFUND).toString());
        commit(term, start);
        batches().renew(quantity, start);
    }

    /** Binds the subscription to a term without buying anything anew. */
    void commit(Term term, Instant now) {
        state.put("termStart", term.start().toString());
        term.writeTo(resource(), LocalDate.ofInstant(now, ZoneOffset.UTC));
    }

    ObjectNode state() {
        return state;
    }

    /** What clients see, whether it is so or not. */
    void say(String field, String value) {
        resource().put(field, value);
    }

    private ObjectNode resource() {
        return (ObjectNode) state.get("resource");
    }

    SeatBatches batches() {
        return new SeatBatches((ArrayNode) state.get("batches"));
    }

    String id() {
        return resource().path("id").asText();
    }

    String status() {
        return resource().path(STATUS).asText();
    }

    boolean is(String status) {
        return status().equals(status);
    }

    void status(String status) {
        resource().put(STATUS, status);
    }

    int quantity() {
        return resource().path(QUANTITY).intValue();
    }

    void increaseTo(int quantity, Instant now) {
        batches().add(quantity - quantity(), now);
        resource().put(QUANTITY, quantity);
    }

    /** Seats that move in from another subscription open no window of their own. */
    void admit(int seats) {
        resource().put(QUANTITY, quantity() + seats);
    }

    void reduceTo(int quantity, Instant now) {
        batches().giveBack(quantity() - quantity, now);
        resource().put(QUANTITY, quantity);
    }

    /** As the provider's own staff can: no window opens, none is used up. */
    void correctTo(int quantity) {
        resource().put(QUANTITY, quantity);
    }

    CatalogItem item() {
        return CatalogItem.parse(resource().path("offerId").asText())
                .orElseThrow(() -> new IllegalStateException("Subscription " + id() + " has no offer"));
    }

    /** The country whose price sheet the licences were bought from. */
    String market() {
        return state.path("market").asText();
    }

    String orderId() {
        return resource().path("orderId").asText();
    }

    Term term() {
        var resource = resource();
        return new Term(
                LocalDate.parse(state.path("termStart").asText()),
                Term.day(resource.path("commitmentEndDate").asText()),
                resource.path("termDuration").asText(),
                resource.path("billingCycle").asText());
    }

    boolean autoRenews() {
        return resource().path("autoRenewEnabled").booleanValue();
    }

    void autoRenew(boolean enabled) {
        resource().put("autoRenewEnabled", enabled);
    }

    void friendlyName(String name) {
        resource().put("friendlyName", name);
    }

    boolean canBeCancelled(Instant now) {
        return isExtended()
                || now.isBefore(Instant.parse(resource().path(CANCELLABLE_UNTIL).asText()));
    }

    boolean isTrial() {
        return resource().path("isTrial").booleanValue();
    }

    void trial(boolean trial) {
        resource().put("isTrial", trial);
    }

    /** Goes on by the month because nobody decided what comes after its term. */
    void extend() {
        state.put("extended", true);
    }

    boolean isExtended() {
        return state.path("extended").booleanValue();
    }

    /** A change of the billing rhythm that awaits the next charge: kept and shown, as long as it is sent back. */
    void nextCharge(@Nullable JsonNode instructions) {
        if (instructions == null) {
            resource().remove(NEXT_CHARGE);
        } else {
            resource().set(NEXT_CHARGE, instructions);
        }
    }

    Optional<ObjectNode> schedule() {
        return resource().path(SCHEDULE) instanceof ObjectNode schedule ? Optional.of(schedule) : Optional.empty();
    }

    void schedule(@Nullable ObjectNode instructions) {
        if (instructions == null) {
            resource().remove(SCHEDULE);
        } else {
            resource().set(SCHEDULE, instructions);
        }
    }

    String etag() {
        var revision = id() + ":" + state.path("revision").intValue();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(revision.getBytes(StandardCharsets.UTF_8));
    }

    void changed() {
        state.put("revision", state.path("revision").intValue() + 1);
    }

    /** Lets the customer's new licences appear only when they are provisioned. */
    void provisionedAt(Instant instant) {
        state.put(VISIBLE_FROM, instant.toString());
    }

    boolean isProvisioned(Instant now) {
        return !state.has(VISIBLE_FROM)
                || !now.isBefore(Instant.parse(state.path(VISIBLE_FROM).asText()));
    }

    /** The document as the provider shows it. */
    ObjectNode view(Instant now) {
        var view = resource().deepCopy();
        term().writeTo(view, LocalDate.ofInstant(now, ZoneOffset.UTC));
        view.set("refundableQuantity", batches().view(now));
        view.putObject("attributes").put("etag", etag()).put("objectType", "Subscription");
        return view;
    }

    Subscription copy() {
        return new Subscription(state.deepCopy());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Subscription that && state.equals(that.state);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id());
    }
}
