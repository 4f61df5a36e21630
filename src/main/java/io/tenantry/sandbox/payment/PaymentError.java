package io.tenantry.sandbox.payment;

import io.tenantry.sandbox.http.WireError;
import io.tenantry.sandbox.world.Json;

/** Stripe's ways of saying no. */
final class PaymentError {

    private PaymentError() {}

    static WireError invalid(String code, String message, String parameter) {
        var error = Json.object()
                .put("type", "invalid_request_error")
                .put("code", code)
                .put("message", message)
                .put("param", parameter);
        return new WireError(400, Json.object().set("error", error));
    }

    static WireError missing(String parameter) {
        return invalid("parameter_missing", "Missing required param: " + parameter + ".", parameter);
    }

    static WireError unknown(String what, String id, String parameter) {
        return invalid("resource_missing", "No such " + what + ": '" + id + "'", parameter);
    }

    static WireError notFound(String what, String id) {
        return new WireError(404, unknown(what, id, "id").body());
    }

    static WireError unauthorised() {
        var error = Json.object()
                .put("type", "invalid_request_error")
                .put("message", "Invalid API Key provided. Send 'Authorization: Bearer sk_test_…'.");
        return new WireError(401, Json.object().set("error", error));
    }

    static WireError otherParameters(String key) {
        var error = Json.object()
                .put("type", "idempotency_error")
                .put(
                        "message",
                        "Keys for idempotent requests can only be used with the same parameters they were first used with."
                                + " Try using a key other than '" + key
                                + "' if you meant to execute a different request.");
        return new WireError(400, Json.object().set("error", error));
    }
}
