package io.tenantry.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.http.SandboxEndpoint;
import io.tenantry.sandbox.partnercenter.OutOfBand;
import io.tenantry.sandbox.world.World;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What people do in the provider's portal, so that the application must find it out. */
@SandboxEndpoint
@RequestMapping("/sandbox")
public final class OutOfBandEndpoint {

    private final OutOfBand outOfBand;
    private final World world;

    public OutOfBandEndpoint(OutOfBand outOfBand, World world) {
        this.outOfBand = outOfBand;
        this.world = world;
    }

    @PostMapping("/customers")
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode acceptReseller(@RequestBody JsonNode body) {
        return outOfBand.acceptReseller(Fields.of(body));
    }

    @PostMapping("/customers/{customer}/subscriptions")
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode buy(@PathVariable String customer, @RequestBody JsonNode body) {
        return outOfBand.buy(customer, Fields.of(body));
    }

    @PatchMapping("/customers/{customer}/subscriptions/{id}")
    ObjectNode change(@PathVariable String customer, @PathVariable String id, @RequestBody JsonNode body) {
        return outOfBand.change(customer, id, Fields.of(body));
    }

    @DeleteMapping("/customers/{customer}/poison")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void heal(@PathVariable String customer) {
        outOfBand.heal(customer);
    }

    @PostMapping("/consents")
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode consent() {
        return outOfBand.consent();
    }

    /** Forgets everything and goes back to the real time. */
    @PostMapping("/reset")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset() {
        world.clear();
    }
}
