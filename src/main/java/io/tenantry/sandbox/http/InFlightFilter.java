package io.tenantry.sandbox.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a checkout, or a charge under an idempotency key, while the same one is still being worked on. */
public final class InFlightFilter extends OncePerRequestFilter implements Ordered {

    /** Request attribute: the milliseconds that the work on this request takes. */
    public static final String WORKING_MILLIS = InFlightFilter.class.getName() + ".millis";

    private final RequestLog log;
    private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

    public InFlightFilter(RequestLog log) {
        this.log = log;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var work = work(request);
        if (work == null) {
            chain.doFilter(workedOn(request), response);
            return;
        }
        if (!inFlight.add(work)) {
            var refusal = refusal(request);
            log.record(request, refusal.status());
            Answers.write(response, refusal);
            return;
        }
        try {
            chain.doFilter(workedOn(request), response);
        } finally {
            inFlight.remove(work);
        }
    }

    private static @Nullable String work(HttpServletRequest request) {
        if (!request.getMethod().equals("POST")) {
            return null;
        }
        if (Dialect.of(request) == Dialect.PAYMENT) {
            return request.getHeader("Idempotency-Key");
        }
        return request.getRequestURI().endsWith("/checkout") ? request.getRequestURI() : null;
    }

    private static WireError refusal(HttpServletRequest request) {
        if (Dialect.of(request) == Dialect.PAYMENT) {
            return Dialect.PAYMENT.error(
                    409,
                    "idempotency_key_in_use",
                    "There is currently another in-progress request using this Idempotency-Key.");
        }
        return Dialect.PARTNER_CENTER.error(409, "800064", "The cart is being processed by another request.");
    }

    private static HttpServletRequest workedOn(HttpServletRequest request) {
        if (request.getAttribute(WORKING_MILLIS) instanceof Long millis) {
            try {
                TimeUnit.MILLISECONDS.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return request;
    }

    @Override
    public int getOrder() {
        return 3;
    }
}
