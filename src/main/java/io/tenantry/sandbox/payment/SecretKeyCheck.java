package io.tenantry.sandbox.payment;

import io.tenantry.sandbox.http.Dialect;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.springframework.web.servlet.HandlerInterceptor;

/** Asks for a secret key, as a bearer token or as the user of basic authentication: any that starts as one does. */
public final class SecretKeyCheck implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object endpoint) {
        if (Dialect.of(request) == Dialect.PAYMENT && !key(request).startsWith("sk_")) {
            throw PaymentError.unauthorised();
        }
        return true;
    }

    private static String key(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        if (header == null) {
            return "";
        }
        var scheme = header.toLowerCase(Locale.ROOT);
        if (scheme.startsWith("bearer ")) {
            return header.substring("bearer ".length()).trim();
        }
        return scheme.startsWith("basic ")
                ? basic(header.substring("basic ".length()).trim())
                : "";
    }

    private static String basic(String credentials) {
        try {
            return new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
