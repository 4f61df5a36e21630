package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.world.Documents;
import io.tenantry.sandbox.world.Identifiers;
import io.tenantry.sandbox.world.Json;
import io.tenantry.sandbox.world.SandboxClock;
import io.tenantry.sandbox.world.World;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What customers have bought, and the subscriptions that come of it. */
public final class Orders {

    private static final String VISIBLE_FROM = "provisionedAt";
    private static final String LINES = "lineItems";

    private final Documents orders;
    private final Customers customers;
    private final Catalog catalog;
    private final Subscriptions subscriptions;
    private final SandboxClock clock;

    public Orders(World world, Customers customers, Catalog catalog, Subscriptions subscriptions, SandboxClock clock) {
        this.orders = world.documents("orders");
        this.customers = customers;
        this.catalog = catalog;
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    /** Buys checked lines in one order; its licences are there at once, or after some time. */
    ObjectNode place(String customerId, List<Fields> lines, @Nullable Duration slow) {
        var now = clock.instant();
        var first = lines.get(0);
        var order = Json.object()
                .put("id", Identifiers.random(6))
                .put("alternateId", Identifiers.random(6))
                .put("referenceCustomerId", customerId)
                .put("billingCycle", first.text("billingCycle").orElse(""))
                .put("currencyCode", first.text("currencyCode").orElse(""))
                .put("creationDate", now.toString())
                .put("status", "completed")
                .put("transactionType", "UserPurchase");
        if (slow != null) {
            order.put(VISIBLE_FROM, now.plus(slow).toString());
        }
        var items = order.putArray(LINES);
        var total = BigDecimal.ZERO;
        for (var line : lines) {
            var item = buy(customerId, order, line, items.size());
            total = total.add(item.path("pricing").path("extendedPrice").decimalValue());
            items.add(item);
        }
        order.put("totalPrice", total);
        addLinks(customerId, order);
        orders.put(key(customerId, order.path("id").asText()), order);
        return view(order);
    }

    private ObjectNode buy(String customerId, ObjectNode order, Fields line, int number) {
        var now = clock.instant();
        var item = line.text("catalogItemId").flatMap(CatalogItem::parse).orElseThrow();
        var sku = catalog.find(customers.country(customerId), item).orElseThrow();
        var quantity = line.integer("quantity").orElseThrow();
        var full = Term.starting(
                clock.today(),
                line.text("termDuration").orElseThrow(),
                line.text("billingCycle").orElseThrow());
        var term = line.text("customTermEndDate")
                .map(end -> full.endingOn(Term.day(end)))
                .orElse(full);
        var friendlyName = line.text("friendlyName").orElse(null);
        var orderId = order.path("id").asText();
        var subscription = Subscription.bought(new Purchase(orderId, sku, quantity, term, friendlyName), now);
        if (order.has(VISIBLE_FROM)) {
            subscription.provisionedAt(Instant.parse(order.path(VISIBLE_FROM).asText()));
        }
        subscriptions.save(customerId, subscription);
        var bought = Json.object()
                .put("lineItemNumber", number)
                .put("offerId", item.toString())
                .put("subscriptionId", subscription.id())
                .put("termDuration", term.duration())
                .put("transactionType", "New")
                .put("friendlyName", friendlyName == null ? sku.title() : friendlyName)
                .put("quantity", quantity);
        line.text("customTermEndDate").ifPresent(end -> bought.put("customTermEndDate", end));
        bought.set("pricing", line.find("pricing").orElseGet(Json::object));
        item.addLinks(bought.putObject("links"), sku.market());
        return bought;
    }

    private static void addLinks(String customerId, ObjectNode order) {
        var self = "/customers/" + customerId + "/orders/" + order.path("id").asText();
        var links = order.putObject("links");
        links.set("self", Listing.link(self));
        links.set("provisioningStatus", Listing.link(self + "/provisioningstatus"));
        links.set("patchOperation", Listing.link(self).put("method", "PATCH"));
        order.putObject("client");
        order.putObject("attributes").put("etag", Identifiers.random(8)).put("objectType", "Order");
    }

    ObjectNode get(String customerId, String id) {
        return view(stored(customerId, id));
    }

    private ObjectNode stored(String customerId, String id) {
        return orders.find(key(customerId, id))
                .orElseThrow(() -> Refusal.notFound(20002, "Order " + id + " was not found for this customer."));
    }

    List<ObjectNode> of(String customerId) {
        return orders.under(customerId + "/").stream()
                .map(entry -> view(entry.document()))
                .toList();
    }

    List<ObjectNode> provisioning(String customerId, String id) {
        var order = stored(customerId, id);
        var status = isProvisioned(order) ? "fulfilled" : "unfulfilled";
        return order.path(LINES)
                .valueStream()
                .map(line -> provisioning(line, status))
                .toList();
    }

    private static ObjectNode provisioning(JsonNode line, String status) {
        var number = line.path("lineItemNumber").intValue();
        var json = Json.object()
                .put(
                        "orderLineItemId",
                        Identifiers.digest(line.path("subscriptionId").asText()).substring(0, 12))
                .put("lineItemNumber", number)
                .put("status", status);
        json.putArray("quantityProvisioningInformation")
                .addObject()
                .put("quantity", line.path("quantity").intValue())
                .put("status", status);
        return json;
    }

    private boolean isProvisioned(ObjectNode order) {
        return !order.has(VISIBLE_FROM)
                || !clock.instant()
                        .isBefore(Instant.parse(order.path(VISIBLE_FROM).asText()));
    }

    /** Before its licences are there an order is pending and names no subscription. */
    private ObjectNode view(ObjectNode order) {
        var view = order.deepCopy();
        if (!isProvisioned(order)) {
            view.put("status", "pending");
            view.path(LINES).forEach(line -> ((ObjectNode) line).remove("subscriptionId"));
        }
        view.remove(VISIBLE_FROM);
        return view;
    }

    private static String key(String customerId, String id) {
        return customerId + "/" + id;
    }
}
