package io.tenantry.sandbox.distributor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.Dialect;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.http.WireError;
import io.tenantry.sandbox.world.Documents;
import io.tenantry.sandbox.world.Identifiers;
import io.tenantry.sandbox.world.Json;
import io.tenantry.sandbox.world.SandboxClock;
import io.tenantry.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** The distributor's tenants, orders and subscriptions. What is slow is done when the sandbox's clock has come so far. */
public final class Distributor {

    private static final String READY_AT = "ready_at";
    private static final String SEATS = "seats";
    private static final String STATE = "state";
    private static final String TENANT = "tenant_uid";
    private static final int MOST_SEATS = 100_000;

    private final Documents tenants;
    private final Documents orders;
    private final Documents subscriptions;
    private final SandboxClock clock;

    public Distributor(World world, SandboxClock clock) {
        this.tenants = world.documents("distributor-tenants");
        this.orders = world.documents("distributor-orders");
        this.subscriptions = world.documents("distributor-subscriptions");
        this.clock = clock;
    }

    ObjectNode addTenant(Fields wish) {
        var uid = "t-" + "%015d".formatted(clock.ordinal()) + Identifiers.random(3);
        var tenant = Json.object()
                .put(TENANT, uid)
                .put("company_name", wish.text("company_name").orElse("Contoso"))
                .put("primary_domain", wish.text("primary_domain").orElse("contoso.example"));
        tenants.put(uid, tenant);
        return tenant;
    }

    List<ObjectNode> tenants() {
        return tenants.under("").stream().map(Documents.Entry::document).toList();
    }

    List<ObjectNode> subscriptions(String tenant) {
        requireTenant(tenant);
        return subscriptions.under(tenant + "/").stream()
                .map(entry -> asOfNow(entry.document()))
                .toList();
    }

    ObjectNode subscription(String tenant, String uid) {
        requireTenant(tenant);
        return subscriptions
                .find(tenant + "/" + uid)
                .map(this::asOfNow)
                .orElseThrow(() -> error(404, "subscription_unknown", "No subscription " + uid));
    }

    void validate(String tenant, Fields wish) {
        requireTenant(tenant);
        if (wish.text("sku").orElse("").startsWith("SOLD-OUT")) {
            throw error(
                    422, "sku_sold_out", "There is none of " + wish.text("sku").orElse("") + " any more");
        }
        requireSeats(wish.integer(SEATS).orElse(0), 1);
    }

    ObjectNode order(String tenant, Fields wish, Duration slow) {
        var uid = "o-" + "%015d".formatted(clock.ordinal()) + Identifiers.random(3);
        var order = Json.object()
                .put("order_uid", uid)
                .put(TENANT, tenant)
                .put("reference", wish.text("reference").orElse(""))
                .put(READY_AT, clock.instant().plus(slow).toString());
        order.set("wish", wish.node());
        orders.put(tenant + "/" + uid, order);
        return look(tenant, order);
    }

    ObjectNode order(String tenant, String uid) {
        requireTenant(tenant);
        return orders.find(tenant + "/" + uid)
                .map(order -> look(tenant, order))
                .orElseThrow(() -> error(404, "order_unknown", "No order " + uid));
    }

    List<ObjectNode> ordersOf(String tenant, String reference) {
        requireTenant(tenant);
        return orders.under(tenant + "/").stream()
                .map(Documents.Entry::document)
                .filter(order -> order.path("reference").asText().equals(reference))
                .map(order -> look(tenant, order))
                .toList();
    }

    ObjectNode setSeats(String tenant, String uid, int seats, Duration slow) {
        var subscription = subscription(tenant, uid);
        requireSeats(seats, 1);
        if (subscription.path(STATE).asText().equals("ended")) {
            throw error(409, "subscription_ended", "Subscription " + uid + " has ended");
        }
        subscription
                .put("pending_seats", seats)
                .put(READY_AT, clock.instant().plus(slow).toString());
        subscriptions.put(tenant + "/" + uid, subscription);
        return subscription(tenant, uid);
    }

    ObjectNode end(String tenant, String uid) {
        var subscription = subscription(tenant, uid).put(STATE, "ended");
        subscriptions.put(tenant + "/" + uid, subscription);
        return subscription;
    }

    /** What is due by now is done. */
    private ObjectNode look(String tenant, ObjectNode order) {
        var done = isDue(order);
        var shown = Json.object()
                .put("order_uid", order.path("order_uid").asText())
                .put("reference", order.path("reference").asText())
                .put(STATE, done ? "fulfilled" : "queued");
        if (done) {
            shown.put("subscription_uid", subscriptionOf(tenant, order));
        }
        return shown;
    }

    private String subscriptionOf(String tenant, ObjectNode order) {
        var uid = "s-" + order.path("order_uid").asText().substring(2);
        if (!subscriptions.has(tenant + "/" + uid)) {
            var wish = Fields.of(order.get("wish"));
            var started = Instant.parse(order.path(READY_AT).asText());
            var commitment = wish.text("commitment").orElse("annual");
            subscriptions.put(
                    tenant + "/" + uid,
                    Json.object()
                            .put("subscription_uid", uid)
                            .put("order_uid", order.path("order_uid").asText())
                            .put("sku", wish.text("sku").orElse(""))
                            .put("label", wish.text("label").orElse(""))
                            .put(SEATS, wish.integer(SEATS).orElse(1))
                            .put(STATE, "live")
                            .put("commitment", commitment)
                            .put("billed", wish.text("billed").orElse("monthly"))
                            .put("renews", true)
                            .put("started_at", started.toString())
                            .put("ends_on", endOf(started, commitment).toString()));
        }
        return uid;
    }

    private static LocalDate endOf(Instant started, String commitment) {
        var day = LocalDate.ofInstant(started, ZoneOffset.UTC);
        return (switch (commitment) {
                    case "monthly" -> day.plusMonths(1);
                    case "triennial" -> day.plusYears(3);
                    default -> day.plusYears(1);
                })
                .minusDays(1);
    }

    private ObjectNode asOfNow(ObjectNode subscription) {
        if (subscription.has("pending_seats") && isDue(subscription)) {
            subscription.put(SEATS, subscription.path("pending_seats").intValue());
            subscription.remove(List.of("pending_seats", READY_AT));
        }
        return subscription;
    }

    private boolean isDue(ObjectNode document) {
        return !clock.instant().isBefore(Instant.parse(document.path(READY_AT).asText()));
    }

    private void requireTenant(String tenant) {
        if (!tenants.has(tenant)) {
            throw error(404, "tenant_unknown", "No tenant " + tenant);
        }
    }

    private static void requireSeats(int seats, int least) {
        if (seats < least || seats > MOST_SEATS) {
            throw error(422, "seats_out_of_range", "Seats must be " + least + " to " + MOST_SEATS + ", not " + seats);
        }
    }

    static WireError error(int status, String code, String message) {
        return Dialect.DISTRIBUTOR.error(status, code, message);
    }
}
