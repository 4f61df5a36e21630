package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.http.WireError;
import io.tenantry.sandbox.world.Documents;
import io.tenantry.sandbox.world.Json;
import io.tenantry.sandbox.world.SandboxClock;
import io.tenantry.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What customers are about to buy; a cart lives for seven days. */
public final class Carts {

    private static final Duration LIFETIME = Duration.ofDays(7);
    private static final String CART = "cart";
    private static final String ORDERS = "orders";
    private static final String LINES = "lineItems";

    private final Documents carts;
    private final CartLines lines;
    private final SandboxClock clock;

    public Carts(World world, Customers customers, Catalog catalog, Subscriptions subscriptions, SandboxClock clock) {
        this.carts = world.documents("carts");
        this.lines = new CartLines(customers, catalog, subscriptions, clock);
        this.clock = clock;
    }

    ObjectNode create(String customerId, Fields request) {
        var now = clock.instant();
        var id = UUID.randomUUID().toString();
        var cart = Json.object()
                .put("id", id)
                .put("creationTimestamp", now.toString())
                .put("lastModifiedTimestamp", now.toString())
                .put("expirationTimestamp", now.plus(LIFETIME).toString())
                .put("lastModifiedUser", "sandbox")
                .put("status", "Active");
        cart.set(LINES, grouped(lines.of(customerId, request.list(LINES))));
        cart.putObject("links").set("self", Listing.link("/customers/" + customerId + "/carts/" + id));
        cart.putObject("attributes").put("objectType", "Cart");
        save(customerId, cart);
        return cart;
    }

    /** Lines of one billing cycle make one order. */
    private static ArrayNode grouped(ArrayNode lines) {
        var cycles = new ArrayList<String>();
        for (var line : lines) {
            var cycle = line.path("billingCycle").asText();
            if (!cycles.contains(cycle)) {
                cycles.add(cycle);
            }
            ((ObjectNode) line).put("orderGroup", Integer.toString(cycles.indexOf(cycle)));
        }
        return lines;
    }

    ObjectNode replaceLines(String customerId, String id, Fields request) {
        var cart = get(customerId, id);
        if (orderIds(customerId, id).isPresent()) {
            throw Refusal.badRequest(800065, "The cart has been submitted and cannot be changed any more.");
        }
        cart.set(LINES, grouped(lines.of(customerId, request.list(LINES))));
        cart.put("lastModifiedTimestamp", clock.instant().toString());
        save(customerId, cart);
        return cart;
    }

    ObjectNode get(String customerId, String id) {
        return state(customerId, id)
                .map(state -> (ObjectNode) state.get(CART))
                .filter(cart -> clock.instant()
                        .isBefore(Instant.parse(cart.path("expirationTimestamp").asText())))
                .orElseThrow(() -> unknown(id));
    }

    private static WireError unknown(String id) {
        return Refusal.notFound(800008, "The cart " + id + " was not found, or has expired.");
    }

    /** The lines as they are at the moment of buying; a base may have come or gone since the cart was filled. */
    List<Fields> linesToBuy(String customerId, ObjectNode cart) {
        var checked = lines.of(customerId, Fields.of(cart).list(LINES));
        for (var line : checked) {
            if (line.has("error")) {
                throw Refusal.badRequest(
                        800009,
                        "There is an error in the cart items: "
                                + line.path("error").path("errorDescription").asText());
            }
        }
        var result = new ArrayList<Fields>();
        grouped(checked).forEach(line -> result.add(Fields.of(line)));
        return result;
    }

    /** The orders that the checkout of this cart has led to, if it has been checked out. */
    Optional<List<String>> orderIds(String customerId, String id) {
        return state(customerId, id).map(state -> state.get(ORDERS)).map(orders -> {
            var ids = new ArrayList<String>();
            orders.forEach(order -> ids.add(order.asText()));
            return ids;
        });
    }

    void checkedOut(String customerId, ObjectNode cart, List<ObjectNode> orders) {
        cart.put("status", "Ordered");
        var state = Json.object();
        state.set(CART, cart);
        var ids = state.putArray(ORDERS);
        orders.forEach(order -> ids.add(order.path("id").asText()));
        carts.put(key(customerId, cart.path("id").asText()), state);
    }

    private void save(String customerId, ObjectNode cart) {
        carts.put(key(customerId, cart.path("id").asText()), Json.object().set(CART, cart));
    }

    private Optional<ObjectNode> state(String customerId, String id) {
        return carts.find(key(customerId, id));
    }

    private static String key(String customerId, String id) {
        return customerId + "/" + id;
    }
}
