package io.tenantry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

/** The public API in the hands of one person. */
final class Api {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private final RestClient client;

    Api(RestClient client) {
        this.client = client;
    }

    JsonNode get(String path) {
        var answer = client.get().uri(path).retrieve().toEntity(JsonNode.class);
        assertThat(answer.getStatusCode().value()).as("GET %s", path).isEqualTo(200);
        return Objects.requireNonNull(answer.getBody());
    }

    /** What a listing shows, as a page or as a plain list. */
    List<JsonNode> list(String path) {
        var body = get(path);
        return items(body.isArray() ? body : body.path("items"));
    }

    /** Posts what must be accepted, and returns what came of it. */
    JsonNode post(String path, Map<String, ?> body) {
        return accepted(tryPost(path, body));
    }

    /** Posts what may be refused. */
    ResponseEntity<JsonNode> tryPost(String path, Map<String, ?> body) {
        return client.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
    }

    JsonNode put(String path, Map<String, ?> body) {
        return accepted(client.put()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class));
    }

    /** Changes {@code seen} as it stands now, by a call to {@code path}. */
    JsonNode change(HttpMethod method, String path, String seen, Map<String, ?> body) {
        return accepted(tryChange(method, path, seen, body));
    }

    ResponseEntity<JsonNode> tryChange(HttpMethod method, String path, String seen, Map<String, ?> body) {
        var etag = client.get()
                .uri(seen)
                .retrieve()
                .toBodilessEntity()
                .getHeaders()
                .getETag();
        return client.method(method)
                .uri(path)
                .headers(headers -> headers.setIfMatch(etag))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
    }

    void load(String path, String file) {
        accepted(upload(path, new ClassPathResource(file)));
    }

    ResponseEntity<JsonNode> upload(String path, Resource file) {
        return client.post().uri(path).contentType(CSV).body(file).retrieve().toEntity(JsonNode.class);
    }

    byte[] download(String path) {
        return Objects.requireNonNull(client.get().uri(path).retrieve().body(byte[].class));
    }

    static List<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static JsonNode accepted(ResponseEntity<JsonNode> answer) {
        assertThat(answer.getStatusCode().is2xxSuccessful())
                .as(() -> answer.getStatusCode() + " " + answer.getBody())
                .isTrue();
        return answer.hasBody() ? Objects.requireNonNull(answer.getBody()) : MissingNode.getInstance();
    }
}
