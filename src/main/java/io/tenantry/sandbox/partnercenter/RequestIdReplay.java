package io.tenantry.sandbox.partnercenter;

import io.tenantry.sandbox.http.BufferedRequest;
import io.tenantry.sandbox.http.Dialect;
import io.tenantry.sandbox.http.RequestLog;
import io.tenantry.sandbox.world.Documents;
import io.tenantry.sandbox.world.Identifiers;
import io.tenantry.sandbox.world.Json;
import io.tenantry.sandbox.world.World;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.WebUtils;

/**
 * Gives the same answer again to a change that comes again under the same {@code MS-RequestId}.
 *
 * <p>Microsoft documents the intent of this header only ("used for idempotency of requests"; after a time-out retry with
 * the same value). How deep it goes is <em>this sandbox's own choice</em>: same id, method, path and body bring back a
 * stored answer of the 200s, for ever; refusals are not stored, since clients are known to repeat them under the same id,
 * and a cart whose lines are refused is one; the same id with anything else is a new request.
 */
public final class RequestIdReplay implements HandlerInterceptor {

    /** Request attribute: the answer holds a refusal, whatever its status. */
    static final String REFUSAL_INSIDE = "sandbox.refusalInside";

    private static final String LOCATION = "Location";

    private final Documents answers;

    public RequestIdReplay(World world) {
        this.answers = world.documents("request-ids");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object endpoint)
            throws IOException {
        var key = key(request);
        var earlier = key == null ? null : answers.find(key).orElse(null);
        if (earlier == null) {
            return true;
        }
        request.setAttribute(RequestLog.REPLAYED, true);
        response.setStatus(earlier.path("status").intValue());
        if (earlier.hasNonNull(LOCATION)) {
            response.setHeader(LOCATION, earlier.path(LOCATION).asText());
        }
        response.setContentType("application/json;charset=UTF-8");
        response.getOutputStream().write(earlier.path("body").asText().getBytes(StandardCharsets.UTF_8));
        return false;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object endpoint, @Nullable Exception problem) {
        var key = key(request);
        var held = WebUtils.getNativeResponse(response, ContentCachingResponseWrapper.class);
        if (key == null || held == null || problem != null || !isWorthRepeating(request, response)) {
            return;
        }
        answers.put(
                key,
                Json.object()
                        .put("status", response.getStatus())
                        .put(LOCATION, response.getHeader(LOCATION))
                        .put("body", new String(held.getContentAsByteArray(), StandardCharsets.UTF_8)));
    }

    private static boolean isWorthRepeating(HttpServletRequest request, HttpServletResponse response) {
        return response.getStatus() >= 200
                && response.getStatus() < 300
                && request.getAttribute(REFUSAL_INSIDE) == null;
    }

    private static @Nullable String key(HttpServletRequest request) {
        var id = request.getHeader("MS-RequestId");
        var buffered = WebUtils.getNativeRequest(request, BufferedRequest.class);
        if (id == null || buffered == null || request.getMethod().equals("GET")) {
            return null;
        }
        if (Dialect.of(request) != Dialect.PARTNER_CENTER) {
            return null;
        }
        return Identifiers.digest(id, request.getMethod(), request.getRequestURI(), buffered.text());
    }
}
