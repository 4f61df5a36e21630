package io.tenantry.sandbox.fault;

import io.tenantry.sandbox.http.Answers;
import io.tenantry.sandbox.http.ConnectionCutter;
import io.tenantry.sandbox.http.Dialect;
import io.tenantry.sandbox.http.InFlightFilter;
import io.tenantry.sandbox.http.RequestLog;
import io.tenantry.sandbox.http.WireError;
import io.tenantry.sandbox.world.SandboxClock;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/** Misbehaves as the {@link Faults} tell; the control endpoints and the mail page are spared. */
public final class FaultFilter extends OncePerRequestFilter implements Ordered {

    /** Request attribute: how long an accepted change takes to come into effect, as a {@link Duration}. */
    public static final String SLOW = "sandbox.slow";

    /** Request attribute: the {@link Fault} by which the gateway fails after it has begun. */
    public static final String FAILS_INSIDE = "sandbox.failsInside";

    private static final int DEFAULT_SLOW_SECONDS = 2;

    private final Faults faults;
    private final RequestLog log;
    private final SandboxClock clock;

    public FaultFilter(Faults faults, RequestLog log, SandboxClock clock) {
        this.faults = faults;
        this.log = log;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.startsWith("/sandbox/") || path.equals("/mail") || path.startsWith("/mail/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var struck = strike(request);
        if (struck.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var fault = struck.get();
        request.setAttribute(RequestLog.FAULT, fault.kind());
        switch (fault.kind()) {
            case TIMEOUT_BEFORE -> {
                log.record(request, 0);
                hangUp(request, fault);
            }
            case TIMEOUT_AFTER -> {
                chain.doFilter(request, response);
                hangUp(request, fault);
            }
            case HALF_BODY, CUT_BODY -> {
                chain.doFilter(request, response);
                HalfAnswer.of(request, response).send(fault.kind() == FaultKind.CUT_BODY);
            }
            case STATUS, THROTTLE, EXPIRED_CONSENT -> refuse(request, response, refusal(request, fault));
            default -> {
                prepare(request, fault);
                chain.doFilter(request, response);
            }
        }
    }

    @Override
    public int getOrder() {
        return 2;
    }

    private Optional<Fault> strike(HttpServletRequest request) throws ServletException {
        try {
            return faults.strike(request.getMethod(), request.getRequestURI());
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    private static void prepare(HttpServletRequest request, Fault fault) {
        switch (fault.kind()) {
            case DELAY -> request.setAttribute(InFlightFilter.WORKING_MILLIS, fault.seconds() * 1000L);
            case SLOW_202 -> request.setAttribute(SLOW, slowness(fault));
            default -> request.setAttribute(FAILS_INSIDE, fault);
        }
    }

    private static Duration slowness(Fault fault) {
        return Duration.ofSeconds(fault.seconds() == 0 ? DEFAULT_SLOW_SECONDS : fault.seconds());
    }

    private static void hangUp(HttpServletRequest request, Fault fault) {
        try {
            TimeUnit.SECONDS.sleep(fault.seconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ConnectionCutter.cut(request);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, WireError refusal)
            throws IOException {
        log.record(request, refusal.status());
        Answers.write(response, refusal);
    }

    private WireError refusal(HttpServletRequest request, Fault fault) {
        var dialect = Dialect.of(request);
        return switch (fault.kind()) {
            case THROTTLE -> dialect.tooManyRequests(Math.max(1, fault.seconds()));
            case EXPIRED_CONSENT -> expiredConsent(dialect);
            default -> {
                var error = dialect.error(fault.status(), fault.code(), fault.words());
                yield fault.seconds() == 0 ? error : error.retryAfter(fault.seconds());
            }
        };
    }

    private WireError expiredConsent(Dialect dialect) {
        if (dialect == Dialect.SIGN_IN) {
            return dialect.error(400, "invalid_grant", expiredAt(clock.instant().minus(Duration.ofDays(90))));
        }
        return dialect.error(401, "401", "The consent behind this token has expired or was withdrawn.");
    }

    /** Microsoft's words for a refresh token that has not been renewed for 90 days. */
    public static String expiredAt(Instant issued) {
        return "AADSTS700082: The refresh token has expired due to inactivity. The token was issued on " + issued
                + " and was inactive for 90.00:00:00.";
    }
}
