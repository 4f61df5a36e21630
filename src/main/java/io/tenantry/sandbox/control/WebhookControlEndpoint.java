package io.tenantry.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.SandboxEndpoint;
import io.tenantry.sandbox.partnercenter.WebhookSignature;
import io.tenantry.sandbox.partnercenter.Webhooks;
import io.tenantry.sandbox.world.Json;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Lets held events go, and shows the certificate by which their signature is checked. */
@SandboxEndpoint
@RequestMapping("/sandbox")
public final class WebhookControlEndpoint {

    private final Webhooks webhooks;
    private final WebhookSignature signature;

    public WebhookControlEndpoint(Webhooks webhooks, WebhookSignature signature) {
        this.webhooks = webhooks;
        this.signature = signature;
    }

    /** They go out beside this request, which only says how many there were. */
    @PostMapping("/webhooks/release")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ObjectNode release() {
        return Json.object().put("released", webhooks.release());
    }

    /** As if nobody had ever registered, which happens when a partner's settings are made anew. */
    @DeleteMapping("/webhooks/registration")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lose() {
        webhooks.lose();
    }

    @GetMapping(value = "/webhook-certificate", produces = "application/x-pem-file")
    String certificate() {
        return signature.pem();
    }
}
