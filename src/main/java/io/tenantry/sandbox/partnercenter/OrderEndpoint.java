package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.SandboxEndpoint;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** A customer's orders. */
@SandboxEndpoint
@RequestMapping("/v1/customers/{customer}/orders")
public final class OrderEndpoint {

    private final Customers customers;
    private final Orders orders;

    public OrderEndpoint(Customers customers, Orders orders) {
        this.customers = customers;
        this.orders = orders;
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
