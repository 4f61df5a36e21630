package io.tenantry.sandbox.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.world.Json;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.util.AntPathMatcher;

/**
 * One way of misbehaving, for the requests of a method and a path pattern ({@code *} for any method, Ant style for paths).
 *
 * @param words what the error says
 * @param seconds how long to hold, to work or to be throttled, as the kind means it
 * @param times how many more requests it strikes; null until it is removed
 */
public record Fault(
        String id,
        String method,
        String pathPattern,
        FaultKind kind,
        int status,
        String code,
        String words,
        int seconds,
        @Nullable Integer times) {

    private static final AntPathMatcher PATHS = new AntPathMatcher();
    private static final int LONGEST_SECONDS = 600;

    static Fault of(String id, Fields wish) {
        var kind = wish.text("kind").orElseThrow(() -> new IllegalArgumentException("A fault needs a kind"));
        var pattern = wish.text("pathPattern").orElse("/**");
        if (!pattern.startsWith("/")) {
            throw new IllegalArgumentException("The pathPattern '" + pattern + "' must start with a slash");
        }
        var status = wish.integer("status").orElse(500);
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("The status " + status + " is no error; use one of 400 to 599");
        }
        var seconds = wish.integer("seconds").orElse(0);
        if (seconds < 0 || seconds > LONGEST_SECONDS) {
            throw new IllegalArgumentException("The seconds must be 0 to " + LONGEST_SECONDS + ", not " + seconds);
        }
        if (wish.has("times")
                && wish.integer("times").filter(times -> times > 0).isEmpty()) {
            throw new IllegalArgumentException(
                    "The times must be a positive number; leave them out for 'until removed'");
        }
        return new Fault(
                id,
                wish.text("method").orElse("*").toUpperCase(Locale.ROOT),
                pattern,
                kindOf(kind),
                status,
                wish.text("code").orElse(Integer.toString(status)),
                wish.text("words").orElse("The sandbox was told to answer " + status),
                seconds,
                wish.integer("times").orElse(null));
    }

    private static FaultKind kindOf(String text) {
        try {
            return FaultKind.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "No fault kind '" + text + "'; use one of " + List.of(FaultKind.values()), e);
        }
    }

    boolean strikes(String requestMethod, String path) {
        return (method.equals("*") || method.equalsIgnoreCase(requestMethod)) && PATHS.match(pathPattern, path);
    }

    /** What is left of it after it has struck once more; null when that was the last time. */
    @Nullable
    Fault struck() {
        if (times == null) {
            return this;
        }
        return times == 1 ? null : new Fault(id, method, pathPattern, kind, status, code, words, seconds, times - 1);
    }

    ObjectNode json() {
        return Json.object()
                .put("id", id)
                .put("method", method)
                .put("pathPattern", pathPattern)
                .put("kind", kind.name())
                .put("status", status)
                .put("code", code)
                .put("words", words)
                .put("seconds", seconds)
                .put("times", times);
    }
}
