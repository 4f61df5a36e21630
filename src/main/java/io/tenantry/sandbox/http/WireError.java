package io.tenantry.sandbox.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** An answer that says no, in the words of the system that says it. What was done before it stays done. */
public class WireError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient ObjectNode body;
    private final transient Map<String, String> headers;

    public WireError(int status, ObjectNode body) {
        this(status, body, Map.of());
    }

    public WireError(int status, ObjectNode body, Map<String, String> headers) {
        super(status + " " + body, null, false, false);
        this.status = status;
        this.body = body;
        this.headers = headers;
    }

    /** The same, with the time after which the caller may come back. */
    public WireError retryAfter(int seconds) {
        return new WireError(status, body, Map.of("Retry-After", Integer.toString(seconds)));
    }

    public int status() {
        return status;
    }

    public ObjectNode body() {
        return body;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
