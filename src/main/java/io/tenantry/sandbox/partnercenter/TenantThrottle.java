package io.tenantry.sandbox.partnercenter;

import io.tenantry.sandbox.http.Dialect;
import io.tenantry.sandbox.world.SandboxClock;
import io.tenantry.sandbox.world.World;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets in so many requests a minute for each customer tenant, and so many of the partner for all of them together. Who
 * comes back too early is counted too. That the minute begins with the first request is this sandbox's own choice; the
 * manual does not say.
 */
public final class TenantThrottle implements HandlerInterceptor {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Pattern CUSTOMER = Pattern.compile("/v1/customers/([^/]+)(?:/.*)?");

    /** No tenant is called so. */
    private static final String PARTNER = "";

    private final Behaviour behaviour;
    private final SandboxClock clock;
    private final Map<String, Window> windows = new HashMap<>();

    public TenantThrottle(Behaviour behaviour, SandboxClock clock, World world) {
        this.behaviour = behaviour;
        this.clock = clock;
        world.afterClear(windows::clear);
    }

    private record Window(Instant end, int requests) {}

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object endpoint) {
        var customer = CUSTOMER.matcher(request.getRequestURI());
        if (customer.matches() && Dialect.of(request) == Dialect.PARTNER_CENTER) {
            count(PARTNER, behaviour.partnerRequestsPerMinute());
            count(customer.group(1), behaviour.requestsPerMinute());
        }
        return true;
    }

    private void count(String who, int limit) {
        if (limit == 0) {
            return;
        }
        var now = clock.instant();
        var window = windows.merge(
                who,
                new Window(now.plus(MINUTE), 1),
                (open, fresh) -> now.isBefore(open.end()) ? new Window(open.end(), open.requests() + 1) : fresh);
        if (window.requests() > limit) {
            var seconds = Duration.between(now, window.end()).toSeconds() + 1;
            throw Dialect.PARTNER_CENTER.tooManyRequests((int) seconds);
        }
    }
}
