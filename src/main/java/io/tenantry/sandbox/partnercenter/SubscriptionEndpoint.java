package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.fault.FaultFilter;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.http.SandboxEndpoint;
import io.tenantry.sandbox.world.Json;
import io.tenantry.sandbox.world.SandboxClock;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A customer's subscriptions: read, and changed by sending them back whole. */
@SandboxEndpoint
@RequestMapping("/v1/customers/{customer}/subscriptions")
public final class SubscriptionEndpoint {

    private final Customers customers;
    private final Subscriptions subscriptions;
    private final SubscriptionChanges changes;
    private final SandboxClock clock;

    public SubscriptionEndpoint(
            Customers customers, Subscriptions subscriptions, SubscriptionChanges changes, SandboxClock clock) {
        this.customers = customers;
        this.subscriptions = subscriptions;
        this.changes = changes;
        this.clock = clock;
    }

    @GetMapping
    ObjectNode list(@PathVariable String customer, @RequestParam("order_id") Optional<String> orderId) {
        customers.require(customer);
        var now = clock.instant();
        var items = subscriptions.of(customer).stream()
                .filter(subscription ->
                        orderId.map(subscription.orderId()::equals).orElse(true))
                .map(subscription -> subscription.view(now))
                .toList();
        return Listing.of("/customers/" + customer + "/subscriptions", items);
    }

    @GetMapping("/{id}")
    ObjectNode get(@PathVariable String customer, @PathVariable String id) {
        return find(customer, id).view(clock.instant());
    }

    @PatchMapping("/{id}")
    ResponseEntity<ObjectNode> change(
            @PathVariable String customer,
            @PathVariable String id,
            @RequestBody JsonNode body,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
            @RequestAttribute(value = FaultFilter.SLOW, required = false) @Nullable Duration slow) {
        customers.strikePoison(customer, "change of subscription " + id);
        var subscription = find(customer, id);
        SubscriptionPatch.checkEtag(subscription, ifMatch);
        var changed = changes.change(customer, subscription, Fields.of(body));
        if (slow == null) {
            subscriptions.save(customer, changed);
            return ResponseEntity.ok(changed.view(clock.instant()));
        }
        SubscriptionLife.delay(subscription, changed, clock.instant().plus(slow));
        subscriptions.save(customer, subscription);
        return ResponseEntity.accepted()
                .location(URI.create("/customers/" + customer + "/subscriptions/" + id))
                .build();
    }

    @GetMapping("/{id}/addons")
    ObjectNode addOns(@PathVariable String customer, @PathVariable String id) {
        var now = clock.instant();
        var items = subscriptions.addOnsOf(customer, find(customer, id)).stream()
                .map(addOn -> addOn.view(now))
                .toList();
        return Listing.of("/customers/" + customer + "/subscriptions/" + id + "/addons", items);
    }

    @AppUserOnly
    @GetMapping("/{id}/provisioningstatus")
    ObjectNode provisioningStatus(@PathVariable String customer, @PathVariable String id) {
        var subscription = find(customer, id);
        var status = Json.object()
                .put("skuId", subscription.item().skuId())
                .put("status", "success")
                .put("quantity", subscription.quantity())
                .put("endDate", subscription.term().end() + "T00:00:00Z");
        status.putObject("attributes").put("objectType", "SubscriptionProvisioningStatus");
        return status;
    }

    private Subscription find(String customer, String id) {
        customers.require(customer);
        return subscriptions.get(customer, id);
    }
}
