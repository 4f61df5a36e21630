package io.tenantry.shared.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** What was answered to a creating call, or where a form led, kept to answer a repeat of it the same. */
record RememberedAnswer(
        String requestHash,
        int status,
        @Nullable String contentType,
        @Nullable String location,
        @Nullable String etag,
        byte[] body) {

    private static final int SEE_OTHER = 303;

    /** Of a form: it has no body of its own, it leads to a page. */
    static RememberedAnswer leadingTo(String place, String requestHash) {
        return new RememberedAnswer(requestHash, SEE_OTHER, null, place, null, new byte[0]);
    }

    /** @throws SpentForm if the form that comes again is not the same */
    String ledTo(String fingerprint) {
        var place = Objects.requireNonNull(location, "A form leads to a page");
        if (!requestHash.equals(fingerprint)) {
            throw new SpentForm(place);
        }
        return place;
    }

    static RememberedAnswer of(String requestHash, ContentCachingResponseWrapper response) {
        return new RememberedAnswer(
                requestHash,
                response.getStatus(),
                response.getContentType(),
                response.getHeader(HttpHeaders.LOCATION),
                response.getHeader(HttpHeaders.ETAG),
                response.getContentAsByteArray());
    }

    void repeatOn(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setHeader("Idempotent-Replayed", "true");
        if (contentType != null) {
            response.setContentType(contentType);
        }
        if (location != null) {
            response.setHeader(HttpHeaders.LOCATION, location);
        }
        if (etag != null) {
            response.setHeader(HttpHeaders.ETAG, etag);
        }
        response.getOutputStream().write(body);
    }
}
