package io.tenantry.sandbox.payment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.RequestLog;
import io.tenantry.sandbox.http.WireError;
import io.tenantry.sandbox.world.Documents;
import io.tenantry.sandbox.world.Identifiers;
import io.tenantry.sandbox.world.Json;
import io.tenantry.sandbox.world.World;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What was answered under each {@code Idempotency-Key}, once work had begun: declines and failures as well as successes, so
 * that a retry under the same key learns what happened and a new attempt needs a new key.
 *
 * <p>Stripe keeps them for 24 hours at least; here they are kept for ever.
 */
public final class IdempotencyKeys {

    private static final String FINGERPRINT = "fingerprint";
    private static final Map<String, String> REPLAYED = Map.of("Idempotent-Replayed", "true");

    private final Documents answers;

    public IdempotencyKeys(World world) {
        this.answers = world.documents("payment-idempotency-keys");
    }

    /** Runs the work unless its key has an answer already; validate before, for validation failures are not remembered. */
    ObjectNode once(HttpServletRequest request, String parameters, Runnable validation, Supplier<ObjectNode> work) {
        var key = request.getHeader("Idempotency-Key");
        if (key == null) {
            validation.run();
            return work.get();
        }
        if (key.length() > 255) {
            throw PaymentError.invalid("parameter_invalid", "Idempotency keys have 255 characters at most.", "");
        }
        var fingerprint = Identifiers.digest(request.getRequestURI(), parameters);
        var earlier = answers.find(key);
        if (earlier.isPresent()) {
            request.setAttribute(RequestLog.REPLAYED, true);
            return replay(key, earlier.get(), fingerprint);
        }
        validation.run();
        return remember(key, fingerprint, work);
    }

    private static ObjectNode replay(String key, ObjectNode earlier, String fingerprint) {
        if (!earlier.path(FINGERPRINT).asText().equals(fingerprint)) {
            throw PaymentError.otherParameters(key);
        }
        throw new WireError(earlier.path("status").intValue(), (ObjectNode) earlier.get("body"), REPLAYED);
    }

    private ObjectNode remember(String key, String fingerprint, Supplier<ObjectNode> work) {
        try {
            var body = work.get();
            store(key, fingerprint, 200, body);
            return body;
        } catch (WireError refusal) {
            store(key, fingerprint, refusal.status(), refusal.body());
            throw refusal;
        }
    }

    private void store(String key, String fingerprint, int status, ObjectNode body) {
        var answer = Json.object().put(FINGERPRINT, fingerprint).put("status", status);
        answer.set("body", body);
        answers.put(key, answer);
    }
}
