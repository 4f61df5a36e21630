package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.http.SandboxEndpoint;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a subscription can become, the move itself, and its history. */
@SandboxEndpoint
@RequestMapping("/v1/customers/{customer}/subscriptions/{id}")
public final class TransitionEndpoint {

    private final Customers customers;
    private final Subscriptions subscriptions;
    private final Transitions transitions;
    private final Behaviour behaviour;

    public TransitionEndpoint(
            Customers customers, Subscriptions subscriptions, Transitions transitions, Behaviour behaviour) {
        this.customers = customers;
        this.subscriptions = subscriptions;
        this.transitions = transitions;
        this.behaviour = behaviour;
    }

    @GetMapping("/transitionEligibilities")
    ObjectNode eligibilities(@PathVariable String customer, @PathVariable String id) {
        var items = transitions.eligibilities(find(customer, id));
        return Listing.of("/customers/" + customer + "/subscriptions/" + id + "/transitionEligibilities", items);
    }

    @GetMapping("/transitions")
    ObjectNode history(
            @PathVariable String customer,
            @PathVariable String id,
            @RequestParam("operationId") Optional<String> operation) {
        find(customer, id);
        var items = transitions.historyOf(customer, id).stream()
                .filter(transition -> operation
                        .map(transition.path("operationId").asText()::equals)
                        .orElse(true))
                .toList();
        return Listing.of("/customers/" + customer + "/subscriptions/" + id + "/transitions", items);
    }

    /** Accepted is not done: with 202 nothing is said yet, and the history tells what becomes of it. */
    @PostMapping("/transitions")
    ResponseEntity<ObjectNode> move(
            @PathVariable String customer, @PathVariable String id, @RequestBody JsonNode body) {
        customers.strikePoison(customer, "transition of subscription " + id);
        var source = find(customer, id);
        if (behaviour.transitionsForgotten()) {
            return ResponseEntity.accepted().build();
        }
        if (behaviour.transitionsFail()) {
            transitions.acceptInVain(customer, source, Fields.of(body));
            return ResponseEntity.accepted().build();
        }
        return ResponseEntity.ok(transitions.move(customer, source, Fields.of(body)));
    }

    private Subscription find(String customer, String id) {
        customers.require(customer);
        return subscriptions.get(customer, id);
    }
}
