package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.fault.FaultFilter;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.http.RequestLog;
import io.tenantry.sandbox.http.SandboxEndpoint;
import io.tenantry.sandbox.world.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Carts, and their checkout: which may be repeated, and then tells again what it did the first time. */
@SandboxEndpoint
@RequestMapping("/v1/customers/{customer}/carts")
public final class CartEndpoint {

    private final Customers customers;
    private final Carts carts;
    private final Orders orders;
    private final Agreements agreements;

    public CartEndpoint(Customers customers, Carts carts, Orders orders, Agreements agreements) {
        this.agreements = agreements;
        this.customers = customers;
        this.carts = carts;
        this.orders = orders;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode create(@PathVariable String customer, @RequestBody JsonNode body, HttpServletRequest request) {
        customers.require(customer);
        return noted(carts.create(customer, Fields.of(body)), request);
    }

    /** Other than a good cart, one with refused lines is not given again under the same request id. */
    private static ObjectNode noted(ObjectNode cart, HttpServletRequest request) {
        if (cart.path("lineItems").findValue("error") != null) {
            request.setAttribute(RequestIdReplay.REFUSAL_INSIDE, true);
        }
        return cart;
    }

    @GetMapping("/{id}")
    ObjectNode get(@PathVariable String customer, @PathVariable String id) {
        customers.require(customer);
        return carts.get(customer, id);
    }

    @PutMapping("/{id}")
    ObjectNode replace(
            @PathVariable String customer,
            @PathVariable String id,
            @RequestBody JsonNode body,
            HttpServletRequest request) {
        customers.require(customer);
        return noted(carts.replaceLines(customer, id, Fields.of(body)), request);
    }

    /** Takes no body; clients are known to send the text "success", or nothing with any content type. */
    @PostMapping("/{id}/checkout")
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode checkout(@PathVariable String customer, @PathVariable String id, HttpServletRequest request) {
        customers.require(customer);
        var earlier = carts.orderIds(customer, id);
        if (earlier.isPresent()) {
            request.setAttribute(RequestLog.REPLAYED, true);
            return result(earlier.get().stream()
                    .map(order -> orders.get(customer, order))
                    .toList());
        }
        var cart = carts.get(customer, id);
        agreements.require(customer);
        customers.strikePoison(customer, "checkout of cart " + id);
        var groups = carts.linesToBuy(customer, cart).stream()
                .collect(Collectors.groupingBy(
                        line -> line.text("orderGroup").orElse("0"), LinkedHashMap::new, Collectors.toList()));
        var slow = slowness(request);
        var placed = groups.values().stream()
                .map(lines -> orders.place(customer, lines, slow))
                .toList();
        carts.checkedOut(customer, cart, placed);
        return result(placed);
    }

    private static @Nullable Duration slowness(HttpServletRequest request) {
        return request.getAttribute(FaultFilter.SLOW) instanceof Duration slow ? slow : null;
    }

    private static ObjectNode result(List<ObjectNode> placed) {
        var result = Json.object();
        result.putArray("orders").addAll(placed);
        result.putObject("attributes").put("objectType", "CartCheckoutResult");
        return result;
    }
}
