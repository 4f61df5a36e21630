package io.tenantry.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.Dialect;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.http.SandboxEndpoint;
import io.tenantry.sandbox.partnercenter.Behaviour;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

/** How strict Partner Center is, and how its webhooks come. */
@SandboxEndpoint
@RequestMapping("/sandbox/behaviour")
public final class BehaviourEndpoint {

    private final Behaviour behaviour;

    public BehaviourEndpoint(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    @GetMapping
    ObjectNode show() {
        return behaviour.view();
    }

    @PatchMapping
    ObjectNode choose(@RequestBody JsonNode body) {
        try {
            behaviour.choose(Fields.of(body));
        } catch (IllegalArgumentException e) {
            throw Dialect.SANDBOX.error(400, "400", String.valueOf(e.getMessage()));
        }
        return behaviour.view();
    }
}
