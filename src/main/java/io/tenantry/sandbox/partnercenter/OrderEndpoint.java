package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.fault.FaultFilter;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.http.SandboxEndpoint;
import io.tenantry.sandbox.world.Json;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** A customer's orders. */
@SandboxEndpoint
@RequestMapping("/v1/customers/{customer}/orders")
public final class OrderEndpoint {

    private final Customers customers;
    private final Carts carts;
    private final Orders orders;
    private final Agreements agreements;

    public OrderEndpoint(Customers customers, Carts carts, Orders orders, Agreements agreements) {
        this.customers = customers;
        this.carts = carts;
        this.orders = orders;
        this.agreements = agreements;
    }

    /** Buys without a cart; each line names its offer where a cart's line names a catalog item. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode place(
            @PathVariable String customer,
            @RequestBody JsonNode body,
            @RequestAttribute(value = FaultFilter.SLOW, required = false) @Nullable Duration slow) {
        customers.require(customer);
        agreements.require(customer);
        customers.strikePoison(customer, "direct order");
        return orders.place(customer, carts.linesToBuy(customer, asCart(Fields.of(body))), slow);
    }

    /** The order's own billing cycle holds for lines that have none. */
    private static ObjectNode asCart(Fields order) {
        var cart = Json.object();
        var lines = cart.putArray("lineItems");
        for (var wanted : order.list("lineItems")) {
            var line = wanted.camelCase();
            wanted.text("offerId").ifPresent(offer -> line.put("catalogItemId", offer));
            if (!wanted.has("billingCycle")) {
                order.text("billingCycle").ifPresent(cycle -> line.put("billingCycle", cycle));
            }
            lines.add(line);
        }
        return cart;
    }

    @GetMapping
    ObjectNode list(@PathVariable String customer) {
        customers.require(customer);
        return Listing.of("/customers/" + customer + "/orders", orders.of(customer));
    }

    @GetMapping("/{id}")
    ObjectNode get(@PathVariable String customer, @PathVariable String id) {
        customers.require(customer);
        return orders.get(customer, id);
    }

    @AppUserOnly
    @GetMapping("/{id}/provisioningstatus")
    ObjectNode provisioningStatus(@PathVariable String customer, @PathVariable String id) {
        customers.require(customer);
        var self = "/customers/" + customer + "/orders/" + id + "/provisioningstatus";
        return Listing.of(self, orders.provisioning(customer, id));
    }

    /** Seats are cancelled through their subscription, not through the order. */
    @PatchMapping("/{id}")
    ObjectNode change(@PathVariable String customer, @PathVariable String id) {
        get(customer, id);
        throw Refusal.badRequest(800063, "The order cannot be changed; change the subscription instead.");
    }
}
