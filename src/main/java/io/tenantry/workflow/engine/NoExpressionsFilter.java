package io.tenantry.workflow.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonToken;
import io.tenantry.security.EdgeProblems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps expressions out of what is sent to the engine's web applications. Queries may carry them by design, and more
 * than one way has been found to have them evaluated by somebody with no rights at all (CVE-2026-109432). The engine is
 * told not to evaluate them and guards itself; this is the second line, before the engine.
 */
class NoExpressionsFilter extends OncePerRequestFilter {

    private static final int LONGEST_BODY = 5 * 1024 * 1024;

    private final EdgeProblems problems;
    private final JsonFactory json = new JsonFactory();

    NoExpressionsFilter(EdgeProblems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (Collections.list(request.getParameterNames()).stream().anyMatch(NoExpressionsFilter::isExpression)) {
            refuse(response);
            return;
        }
        var body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            problems.write(response, HttpStatus.PAYLOAD_TOO_LARGE, "body-too-long", "Send at most 5 MB");
            return;
        }
        if (body.length > 0 && !isMultipart(request)) {
            try {
                if (containsExpression(body)) {
                    refuse(response);
                    return;
                }
            } catch (JsonParseException unreadable) {
                problems.write(response, HttpStatus.BAD_REQUEST, "unreadable-json", "Send JSON that can be read");
                return;
            }
        }
        chain.doFilter(new WithBody(request, body), response);
    }

    private boolean containsExpression(byte[] body) throws IOException {
        try (var parser = json.createParser(body)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && isExpression(parser.currentName())) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean isExpression(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith("expression");
    }

    private static boolean isMultipart(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
    }

    private void refuse(HttpServletResponse response) throws IOException {
        problems.write(
                response,
                HttpStatus.BAD_REQUEST,
                "expression-refused",
                "Expressions are not accepted here; send plain values in place of fields that end in 'Expression'");
    }

    /** The request with the body that was read already. */
    private static class WithBody extends HttpServletRequestWrapper {

        private final byte[] body;

        WithBody(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new Replay(new ByteArrayInputStream(body));
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static class Replay extends ServletInputStream {

        private final ByteArrayInputStream body;

        Replay(ByteArrayInputStream body) {
            this.body = body;
        }

        @Override
        public int read() {
            return body.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return body.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return body.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("The body is there already; read it");
        }
    }
}
