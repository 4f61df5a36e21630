package io.tenantry.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/** The public API, as the story's people use it: with their log-in, over HTTP. */
class StoryApi {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final RestClient client;

    StoryApi(String url, String logIn, String password) {
        client = RestClient.builder()
                .baseUrl(url)
                .defaultHeaders(headers -> headers.setBasicAuth(logIn, password))
                .build();
    }

    JsonNode get(String path) {
        return orNothing(client.get().uri(path).retrieve().body(JsonNode.class));
    }

    /** Creates something, once: a repeat of the same call after a broken connection would carry the same key. */
    JsonNode post(String path, Map<String, ?> body) {
        return orNothing(client.post()
                .uri(path)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .body(JsonNode.class));
    }

    JsonNode upload(String path, String file) {
        return orNothing(client.post()
                .uri(path)
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .body(new ClassPathResource(file))
                .retrieve()
                .body(JsonNode.class));
    }

    /** Changes something as it stands now: reads its ETag and sends it along. */
    JsonNode change(HttpMethod method, String path, String etagOf, Map<String, ?> body) {
        var etag = client.get()
                .uri(etagOf)
                .retrieve()
                .toBodilessEntity()
                .getHeaders()
                .getETag();
        return orNothing(client.method(method)
                .uri(path)
                .headers(headers -> headers.setIfMatch(etag))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .body(JsonNode.class));
    }

    /** Looks again and again until what is there is as wanted; jobs run meanwhile. */
    JsonNode await(String what, String path, Predicate<JsonNode> wanted) {
        for (var waited = Duration.ZERO; waited.compareTo(PATIENCE) < 0; waited = waited.plus(PAUSE)) {
            var seen = get(path);
            if (wanted.test(seen)) {
                return seen;
            }
            pause();
        }
        throw new StoryStuck(what + " did not happen within " + PATIENCE.toSeconds() + " s; look into Cockpit");
    }

    /** The first of a listing's items that is as wanted. */
    static Optional<JsonNode> item(JsonNode listing, Predicate<JsonNode> wanted) {
        for (var item : listing.path("items").isArray() ? listing.path("items") : listing) {
            if (wanted.test(item)) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StoryStuck("The application stops");
        }
    }

    private static JsonNode orNothing(@Nullable JsonNode answer) {
        return answer == null ? NullNode.getInstance() : answer;
    }
}
