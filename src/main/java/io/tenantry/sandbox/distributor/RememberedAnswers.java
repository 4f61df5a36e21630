package io.tenantry.sandbox.distributor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.RequestLog;
import io.tenantry.sandbox.world.Documents;
import io.tenantry.sandbox.world.Identifiers;
import io.tenantry.sandbox.world.Json;
import io.tenantry.sandbox.world.World;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;

/** What was done under each {@code Idempotency-Key}: a repeat gets the same answer, another request under it a refusal. */
public final class RememberedAnswers {

    private final Documents answers;

    public RememberedAnswers(World world) {
        this.answers = world.documents("distributor-idempotency-keys");
    }

    ObjectNode once(HttpServletRequest request, String parameters, Supplier<ObjectNode> work) {
        var key = request.getHeader("Idempotency-Key");
        if (key == null || key.isBlank()) {
            throw Distributor.error(
                    400, "idempotency_key_missing", "Send an Idempotency-Key with what changes something");
        }
        var fingerprint = Identifiers.digest(request.getMethod(), request.getRequestURI(), parameters);
        var earlier = answers.find(key);
        if (earlier.isPresent()) {
            return replay(request, earlier.get(), fingerprint);
        }
        var answer = work.get();
        var kept = Json.object().put("fingerprint", fingerprint);
        kept.set("answer", answer);
        answers.put(key, kept);
        return answer;
    }

    private static ObjectNode replay(HttpServletRequest request, ObjectNode earlier, String fingerprint) {
        if (!earlier.path("fingerprint").asText().equals(fingerprint)) {
            throw Distributor.error(409, "idempotency_key_reused", "That key stands for another request");
        }
        request.setAttribute(RequestLog.REPLAYED, true);
        return (ObjectNode) earlier.get("answer");
    }
}
