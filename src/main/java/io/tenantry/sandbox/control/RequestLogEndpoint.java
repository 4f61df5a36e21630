package io.tenantry.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.RequestLog;
import io.tenantry.sandbox.http.SandboxEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.util.AntPathMatcher;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The log of what was asked: all of it, or by a path pattern in Ant style and a method. */
@SandboxEndpoint
public final class RequestLogEndpoint {

    private static final AntPathMatcher PATHS = new AntPathMatcher();

    private final RequestLog log;

    public RequestLogEndpoint(RequestLog log) {
        this.log = log;
    }

    @GetMapping("/sandbox/requests")
    List<ObjectNode> list(
            @RequestParam("path") Optional<String> path, @RequestParam("method") Optional<String> method) {
        return log.all().stream()
                .filter(entry -> path.map(pattern ->
                                PATHS.match(pattern, entry.path("path").asText()))
                        .orElse(true))
                .filter(entry -> method.map(entry.path("method").asText()::equalsIgnoreCase)
                        .orElse(true))
                .toList();
    }

    /** How often each status was answered since the start, requests that the log has forgotten included. */
    @GetMapping("/sandbox/requests/statuses")
    Map<Integer, Long> statuses() {
        return log.statuses();
    }
}
