package io.tenantry.sandbox.fault;

import io.tenantry.sandbox.http.ConnectionCutter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.WebUtils;

/** The first half of an answer that was made already. */
record HalfAnswer(HttpServletRequest request, ContentCachingResponseWrapper held) {

    static HalfAnswer of(HttpServletRequest request, HttpServletResponse response) {
        var held = WebUtils.getNativeResponse(response, ContentCachingResponseWrapper.class);
        if (held == null) {
            throw new IllegalStateException("The answer is on its way already; nothing can be taken from it");
        }
        return new HalfAnswer(request, held);
    }

    /** @param broken promises the whole length and hangs up half way; else half of it passes for all of it */
    void send(boolean broken) throws IOException {
        var whole = held.getContentAsByteArray();
        var half = Arrays.copyOf(whole, whole.length / 2);
        held.resetBuffer();
        if (!broken) {
            held.getOutputStream().write(half);
            return;
        }
        var wire = (HttpServletResponse) held.getResponse();
        wire.setContentLength(whole.length);
        wire.getOutputStream().write(half);
        wire.flushBuffer();
        ConnectionCutter.cut(request);
    }
}
