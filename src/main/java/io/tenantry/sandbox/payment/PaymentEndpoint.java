package io.tenantry.sandbox.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.fault.Fault;
import io.tenantry.sandbox.fault.FaultFilter;
import io.tenantry.sandbox.http.BufferedRequest;
import io.tenantry.sandbox.http.Dialect;
import io.tenantry.sandbox.http.Form;
import io.tenantry.sandbox.http.SandboxEndpoint;
import io.tenantry.sandbox.world.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.util.WebUtils;

/** Stripe's payers, cards and payment intents, form-encoded in and JSON out. */
@SandboxEndpoint
@RequestMapping("/v1")
public final class PaymentEndpoint {

    private static final Runnable NOTHING_TO_CHECK = () -> {};

    private final PaymentMethods methods;
    private final PaymentIntents intents;
    private final IdempotencyKeys keys;

    public PaymentEndpoint(PaymentMethods methods, PaymentIntents intents, IdempotencyKeys keys) {
        this.methods = methods;
        this.intents = intents;
        this.keys = keys;
    }

    @PostMapping("/payment_intents")
    ObjectNode create(HttpServletRequest request) {
        var form = form(request);
        return once(request, form, () -> intents.validate(form), () -> intents.create(form));
    }

    @PostMapping("/payment_intents/{id}/confirm")
    ObjectNode confirm(@PathVariable String id, HttpServletRequest request) {
        var form = form(request);
        return once(request, form, () -> intents.get(id), () -> intents.confirm(id, form));
    }

    @GetMapping("/payment_intents/{id}")
    ObjectNode get(@PathVariable String id) {
        return intents.get(id);
    }

    @GetMapping("/payment_intents")
    ObjectNode list(HttpServletRequest request) {
        var list = Json.object()
                .put("object", "list")
                .put("url", "/v1/payment_intents")
                .put("has_more", false);
        list.putArray("data").addAll(intents.newest(Form.of(request.getQueryString())));
        return list;
    }

    @PostMapping(path = "/customers", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ObjectNode createCustomer(HttpServletRequest request) {
        var form = form(request);
        return once(request, form, NOTHING_TO_CHECK, () -> methods.createCustomer(form));
    }

    @GetMapping("/customers/{id:cus_.+}")
    ObjectNode customer(@PathVariable String id) {
        return methods.customer(id);
    }

    @PostMapping("/payment_methods")
    ObjectNode createMethod(HttpServletRequest request) {
        var form = form(request);
        return once(request, form, NOTHING_TO_CHECK, () -> methods.create(form));
    }

    @GetMapping("/payment_methods/{id}")
    ObjectNode method(@PathVariable String id) {
        return methods.get(id);
    }

    @PostMapping("/payment_methods/{id}/attach")
    ObjectNode attach(@PathVariable String id, HttpServletRequest request) {
        var form = form(request);
        var customer = form.text("customer").orElseThrow(() -> PaymentError.missing("customer"));
        return once(request, form, NOTHING_TO_CHECK, () -> methods.attach(id, customer));
    }

    private ObjectNode once(HttpServletRequest request, Form form, Runnable validation, Supplier<ObjectNode> work) {
        return keys.once(request, form.fields().toString(), validation, () -> {
            failIfTold(request);
            return work.get();
        });
    }

    private static void failIfTold(HttpServletRequest request) {
        if (request.getAttribute(FaultFilter.FAILS_INSIDE) instanceof Fault fault) {
            throw Dialect.PAYMENT.error(fault.status(), fault.code(), "The sandbox was told to fail inside.");
        }
    }

    private static Form form(HttpServletRequest request) {
        var buffered = WebUtils.getNativeRequest(request, BufferedRequest.class);
        return Form.of(buffered == null ? null : buffered.text());
    }
}
