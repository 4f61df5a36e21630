package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.http.SandboxEndpoint;
import io.tenantry.sandbox.http.WireError;
import io.tenantry.sandbox.world.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Registers the address that is told of events; there is one for each partner. */
@SandboxEndpoint
@RequestMapping("/webhooks/v1/registration")
public final class WebhookEndpoint {

    private final Webhooks webhooks;

    public WebhookEndpoint(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @GetMapping("/events")
    List<String> events() {
        return Webhooks.EVENTS;
    }

    @GetMapping
    ObjectNode show() {
        return webhooks.shown().orElseThrow(WebhookEndpoint::none);
    }

    @PostMapping
    ObjectNode register(@RequestBody JsonNode body, HttpServletRequest request) {
        if (webhooks.registration().isPresent()) {
            throw Refusal.conflict(2000, "There is a registration already; update it.");
        }
        return webhooks.register(Fields.of(body), certificateUrl(request));
    }

    @PutMapping
    ObjectNode update(@RequestBody JsonNode body, HttpServletRequest request) {
        show();
        return webhooks.register(Fields.of(body), certificateUrl(request));
    }

    /** Where the subscriber reached us, it finds the certificate too. */
    private static String certificateUrl(HttpServletRequest request) {
        return ServletUriComponentsBuilder.fromContextPath(request)
                .path("/sandbox/webhook-certificate")
                .toUriString();
    }

    @PostMapping("/validationEvents")
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode validate() {
        show();
        return Json.object().put("correlationId", webhooks.validate());
    }

    @GetMapping("/validationEvents/{id}")
    ObjectNode validation(@PathVariable String id) {
        return webhooks.validation(id)
                .orElseThrow(() -> Refusal.notFound(2000, "There is no validation event " + id + "."));
    }

    private static WireError none() {
        return Refusal.notFound(2000, "No webhook is registered.");
    }
}
