package io.tenantry.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.Dialect;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.http.SandboxEndpoint;
import io.tenantry.sandbox.http.WireError;
import io.tenantry.sandbox.world.Json;
import io.tenantry.sandbox.world.SandboxClock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

/** The outside world's time, which can be moved forward. */
@SandboxEndpoint
@RequestMapping("/sandbox/clock")
public final class ClockEndpoint {

    private final SandboxClock clock;

    public ClockEndpoint(SandboxClock clock) {
        this.clock = clock;
    }

    @GetMapping
    ObjectNode now() {
        return Json.object().put("now", clock.instant().toString());
    }

    @PutMapping
    ObjectNode move(@RequestBody JsonNode body) {
        var wish = Fields.of(body).text("now").orElse("");
        try {
            clock.moveTo(Instant.parse(wish));
        } catch (DateTimeParseException e) {
            throw badRequest("'now' must be an instant like 2026-12-01T00:00:00Z, not '" + wish + "'");
        } catch (IllegalArgumentException e) {
            throw badRequest(String.valueOf(e.getMessage()));
        }
        return now();
    }

    private static WireError badRequest(String message) {
        return Dialect.SANDBOX.error(400, "400", message);
    }
}
