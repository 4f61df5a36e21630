package io.tenantry.sandbox.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.world.Documents;
import io.tenantry.sandbox.world.Json;
import io.tenantry.sandbox.world.SandboxClock;
import io.tenantry.sandbox.world.World;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was asked of the sandbox and what it answered, so that a test can prove that an order was placed once. */
public final class RequestLog {

    /** Request attribute: how the sandbox misbehaved on this request. */
    public static final String FAULT = RequestLog.class.getName() + ".fault";

    /** Request attribute: the answer is an earlier one, given again. */
    public static final String REPLAYED = RequestLog.class.getName() + ".replayed";

    private static final int LONGEST = 20_000;

    private final Deque<ObjectNode> entries = new ArrayDeque<>();
    private final List<ObjectNode> unsaved = new ArrayList<>();
    private final Documents saved;
    private final SandboxClock clock;
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private long lastNumber;

    public RequestLog(World world, SandboxClock clock) {
        this.saved = world.documents("requests");
        this.clock = clock;
        for (var entry : saved.under("")) {
            entries.add(entry.document());
            lastNumber = entry.document().path("number").longValue();
        }
        world.beforeCommit(this::save);
        world.afterClear(this::forget);
    }

    /** Reading alone costs no write: such entries wait in memory for the next request that changes something. */
    public synchronized void record(HttpServletRequest request, int status) {
        lastNumber++;
        statuses.merge(status, 1L, Long::sum);
        var entry = Json.object()
                .put("number", lastNumber)
                .put("at", clock.instant().toString())
                .put("method", request.getMethod())
                .put("path", request.getRequestURI())
                .put("query", request.getQueryString())
                .put("requestId", requestId(request))
                .put("status", status);
        var fault = request.getAttribute(FAULT);
        if (fault != null) {
            entry.put("fault", fault.toString());
        }
        entry.put("replayed", request.getAttribute(REPLAYED) != null);
        entries.add(entry);
        unsaved.add(entry);
        if (entries.size() > LONGEST) {
            entries.removeFirst();
        }
    }

    private static String requestId(HttpServletRequest request) {
        for (var header : List.of("MS-RequestId", "Idempotency-Key")) {
            var id = request.getHeader(header);
            if (id != null) {
                return id;
            }
        }
        var parameter = request.getParameter("requestid");
        return parameter == null ? "" : parameter;
    }

    public synchronized List<ObjectNode> all() {
        return List.copyOf(entries);
    }

    /** How often each status was answered since the start; the log itself keeps only the last ones. */
    public synchronized Map<Integer, Long> statuses() {
        return new TreeMap<>(statuses);
    }

    private synchronized void save() {
        for (var entry : unsaved) {
            saved.put(key(entry.path("number").longValue()), entry);
        }
        unsaved.clear();
        for (var old : saved.after("", null, Math.max(0, saved.size() - LONGEST))) {
            saved.remove(old.key());
        }
    }

    private static String key(long number) {
        return "%012d".formatted(number);
    }

    private synchronized void forget() {
        entries.clear();
        unsaved.clear();
        statuses.clear();
    }
}
