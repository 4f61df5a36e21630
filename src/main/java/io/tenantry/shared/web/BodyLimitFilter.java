package io.tenantry.shared.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Bounds what a call of the API may send: a file up to the upload limit, anything else one megabyte. A call that says
 * its length is refused before it has sent anything. Multipart bodies are bounded, and kept on disk, by the servlet
 * container.
 */
@Component
@Order(BodyLimitFilter.ORDER)
class BodyLimitFilter extends OncePerRequestFilter {

    static final int ORDER = 10;

    private static final DataSize OTHERS = DataSize.ofMegabytes(1);

    private final DataSize files;
    private final HandlerExceptionResolver problems;

    BodyLimitFilter(
            @Value("${tenantry.upload-limit}") DataSize files,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.files = files;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/") || isOf(MediaType.MULTIPART_FORM_DATA, request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            if (!isOf(MediaTypes.CSV, request)) {
                chain.doFilter(bounded(request, OTHERS), response);
                return;
            }
            try (var filed = FiledRequest.receive(bounded(request, files))) {
                chain.doFilter(filed, response);
            }
        } catch (BodyTooLarge tooLarge) {
            problems.resolveException(request, response, null, tooLarge);
        }
    }

    private static HttpServletRequest bounded(HttpServletRequest request, DataSize limit) {
        if (request.getContentLengthLong() > limit.toBytes()) {
            throw new BodyTooLarge(limit);
        }
        return new BoundedRequest(request, limit);
    }

    static boolean isOf(MediaType type, HttpServletRequest request) {
        return isOf(type, request.getContentType());
    }

    private static boolean isOf(MediaType type, @Nullable String contentType) {
        try {
            return contentType != null && type.isCompatibleWith(MediaType.parseMediaType(contentType));
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }
}
