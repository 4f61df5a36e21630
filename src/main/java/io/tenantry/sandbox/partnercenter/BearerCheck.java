package io.tenantry.sandbox.partnercenter;

import io.tenantry.sandbox.http.Dialect;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets nobody into Partner Center without a token of the kind that the call asks for. */
public final class BearerCheck implements HandlerInterceptor {

    private static final String BEARER = "bearer ";

    private final AccessTokens tokens;

    public BearerCheck(AccessTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object endpoint) {
        if (Dialect.of(request) != Dialect.PARTNER_CENTER) {
            return true;
        }
        var header = request.getHeader("Authorization");
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw Refusal.of(401, 401, "The Authorization header holds no bearer token.");
        }
        var userRequired = endpoint instanceof HandlerMethod call && call.hasMethodAnnotation(AppUserOnly.class);
        tokens.check(header.substring(BEARER.length()).trim(), userRequired);
        return true;
    }
}
