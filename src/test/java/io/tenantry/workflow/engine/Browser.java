package io.tenantry.workflow.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

/** Somebody in front of Cockpit: keeps its cookies and sends its token along, as its pages do. */
public class Browser {

    private final RestClient client;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    public Browser(RestClient client) {
        this.client = client;
        get("/camunda/app/welcome/default/");
    }

    public ResponseEntity<String> get(String path) {
        return exchange(HttpMethod.GET, path, null, null);
    }

    public ResponseEntity<String> post(String path, String json) {
        return exchange(HttpMethod.POST, path, MediaType.APPLICATION_JSON, json);
    }

    public ResponseEntity<String> put(String path, String json) {
        return exchange(HttpMethod.PUT, path, MediaType.APPLICATION_JSON, json);
    }

    public ResponseEntity<String> exchange(
            HttpMethod method, String path, @Nullable MediaType type, @Nullable Object body) {
        var request = client.method(method).uri(path);
        request.header(HttpHeaders.ACCEPT, "*/*");
        request.header(
                HttpHeaders.COOKIE,
                cookies.entrySet().stream().map(Object::toString).collect(Collectors.joining("; ")));
        if (cookies.containsKey("XSRF-TOKEN")) {
            request.header("X-XSRF-TOKEN", cookies.get("XSRF-TOKEN"));
        }
        if (type != null && body != null) {
            request.contentType(type).body(body);
        }
        var answer = request.retrieve().toEntity(String.class);
        answer.getHeaders().getOrDefault(HttpHeaders.SET_COOKIE, List.of()).forEach(this::keep);
        return answer;
    }

    private void keep(String cookie) {
        var pair = cookie.split(";", 2)[0].split("=", 2);
        cookies.put(pair[0], pair[1]);
    }
}
