package io.tenantry.sandbox.accounting;

import io.tenantry.sandbox.http.Dialect;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;
import org.springframework.web.servlet.HandlerInterceptor;

/** Asks for a bearer token; which one does not matter, for the sandbox plays no sign-in of this system. */
public final class AccountingBearerCheck implements HandlerInterceptor {

    private static final Pattern BEARER = Pattern.compile("(?i)bearer \\S+");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object endpoint) {
        var header = request.getHeader("Authorization");
        if (Dialect.of(request) == Dialect.ACCOUNTING
                && (header == null || !BEARER.matcher(header).matches())) {
            throw AccountingFault.unauthorised();
        }
        return true;
    }
}
