package io.tenantry.sandbox.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Takes a request in whole before anything happens, and lets its answer out whole after everything has happened. */
public final class IntakeFilter extends OncePerRequestFilter implements Ordered {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var held = new ContentCachingResponseWrapper(response);
        echo(request, held, "MS-RequestId");
        echo(request, held, "MS-CorrelationId");
        try {
            chain.doFilter(BufferedRequest.of(request), held);
        } catch (IOException e) {
            Answers.write(held, Dialect.of(request).error(400, "2000", "The body cannot be read: " + e.getMessage()));
        }
        if (!ConnectionCutter.isCut(request)) {
            held.copyBodyToResponse();
        }
    }

    private static void echo(HttpServletRequest request, HttpServletResponse response, String header) {
        var value = request.getHeader(header);
        if (value != null) {
            response.setHeader(header, value);
        }
    }

    @Override
    public int getOrder() {
        return 1;
    }
}
