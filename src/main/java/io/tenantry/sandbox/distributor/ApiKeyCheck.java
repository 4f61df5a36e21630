package io.tenantry.sandbox.distributor;

import io.tenantry.sandbox.http.Dialect;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/** Asks for an API key: any that starts as one does. */
public final class ApiKeyCheck implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object endpoint) {
        var key = request.getHeader("X-Api-Key");
        if (Dialect.of(request) == Dialect.DISTRIBUTOR && (key == null || !key.startsWith("dk_"))) {
            throw Distributor.error(401, "api_key_invalid", "The API key is missing, wrong or withdrawn");
        }
        return true;
    }
}
