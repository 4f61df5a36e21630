package io.tenantry.sandbox.http;

import io.tenantry.sandbox.world.World;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets requests change the world one at a time, and has each change on file before its answer leaves. */
public final class TransactionFilter extends OncePerRequestFilter implements Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionFilter.class);

    private final World world;
    private final RequestLog log;

    public TransactionFilter(World world, RequestLog log) {
        this.world = world;
        this.log = log;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        try {
            world.alone(() -> {
                chain.doFilter(request, response);
                log.record(request, response.getStatus());
                return response;
            });
        } catch (Exception e) {
            LOG.error("The sandbox failed on {} {} and undid it", request.getMethod(), request.getRequestURI(), e);
            log.record(request, 500);
            Answers.write(response, Dialect.of(request).error(500, "500", "The sandbox itself failed: " + e));
        }
    }

    @Override
    public int getOrder() {
        return 4;
    }
}
