package io.tenantry.connector.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import feign.Client;
import feign.Request;
import feign.Response;
import io.tenantry.connector.Endpoint;
import io.tenantry.connector.OneShotClient;
import io.tenantry.connector.rest.RestSettings.Call;
import io.tenantry.decision.ProviderErrorLane;
import io.tenantry.decision.ProviderErrorLane.Lane;
import io.tenantry.provider.ProviderAccessLost;
import io.tenantry.provider.ProviderRejected;
import io.tenantry.provider.ProviderUnavailable;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the calls of a REST provider, each once, and tells a no from trouble. */
final class RestClient {

    private final String name;
    private final RestSettings settings;
    private final String secret;
    private final ProviderErrorLane lanes;
    private final Clock clock;
    private final Client http;

    RestClient(String name, RestSettings settings, String secret, ProviderErrorLane lanes, Clock clock) {
        this.name = name;
        this.settings = settings;
        this.secret = secret;
        this.lanes = lanes;
        this.clock = clock;
        this.http = new OneShotClient(settings.connectWithin(), settings.answerWithin());
    }

    /** The definite no that the thing does not exist. */
    static final class Missing extends ProviderRejected {

        Missing(String code, String words) {
            super(code, words);
        }
    }

    /** The provider is at work on it already. */
    static final class UnderWay extends ProviderUnavailable {

        UnderWay(String message) {
            super(message);
        }
    }

    /** @return the answer's JSON; missing if it has no body */
    JsonNode call(RestCall call, Map<String, @Nullable Object> values) {
        var written = settings.calls().get(call.key());
        if (written == null) {
            throw new ProviderRejected(
                    "not-configured", name + " has no call '" + call.key() + "'; an administrator adds it");
        }
        try {
            return read(http.execute(request(written, theirs(values)), new Request.Options()));
        } catch (IOException broken) {
            var verdict = lanes.choose(ProviderErrorLane.NO_ANSWER, "");
            throw new ProviderUnavailable(name + ": " + verdict.reason() + " " + broken.getMessage(), broken);
        }
    }

    private Request request(Call call, Map<String, @Nullable Object> values) {
        Map<String, Collection<String>> headers = new HashMap<>();
        headers.put("Accept", List.of("application/json"));
        settings.headersOrNone()
                .forEach((header, template) ->
                        headers.put(header, List.of(RestTemplates.header(template, Map.of("secret", secret)))));
        call.headersOrNone()
                .forEach((header, template) -> headers.put(header, List.of(RestTemplates.header(template, values))));
        byte[] body = null;
        if (call.body() != null) {
            headers.put("Content-Type", List.of("application/json"));
            body = RestTemplates.body(call.body(), values).toString().getBytes(StandardCharsets.UTF_8);
        }
        return Request.create(
                Request.HttpMethod.valueOf(call.method().toUpperCase(Locale.ROOT)),
                base() + RestTemplates.path(call.path(), values),
                headers,
                body,
                StandardCharsets.UTF_8,
                null);
    }

    private JsonNode read(Response response) throws IOException {
        var text = response.body() == null
                ? ""
                : new String(response.body().asInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (response.status() / 100 != 2) {
            throw refusal(response, json(text).orElseGet(MissingNode::getInstance));
        }
        if (text.isBlank()) {
            return MissingNode.getInstance();
        }
        return json(text)
                .orElseThrow(() -> new ProviderUnavailable(name + " answered what is no JSON, or half of it: "
                        + text.substring(0, Math.min(text.length(), 200))));
    }

    private RuntimeException refusal(Response response, JsonNode body) {
        var errors = settings.errors();
        var code = errors == null ? "" : textAt(body, errors.code());
        var words = errors == null ? "" : textAt(body, errors.words());
        var said = name + " answered HTTP " + response.status() + (code.isEmpty() ? "" : " with code " + code) + ": "
                + (words.isEmpty() ? "no words of the provider" : words);
        if (response.status() == HttpURLConnection.HTTP_UNAUTHORIZED
                || response.status() == HttpURLConnection.HTTP_FORBIDDEN) {
            return new ProviderAccessLost(said + "; connect it with a valid secret, verify connectivity, then retry");
        }
        return switch (laneOf(response.status(), code)) {
            case REJECTED -> isMissing(response) ? new Missing(code, said) : new ProviderRejected(code, said);
            case PENDING -> new UnderWay(said);
            case UNAVAILABLE -> new ProviderUnavailable(said, retryAfter(response));
        };
    }

    private Lane laneOf(int status, String code) {
        var errors = settings.errors();
        var named =
                errors == null || errors.lanes() == null ? null : errors.lanes().get(code);
        if (named != null) {
            return Lane.valueOf(named);
        }
        return status == HttpURLConnection.HTTP_NOT_FOUND
                ? Lane.REJECTED
                : lanes.choose(status, "").lane();
    }

    private static boolean isMissing(Response response) {
        return response.status() == HttpURLConnection.HTTP_NOT_FOUND;
    }

    private @Nullable Instant retryAfter(Response response) {
        return response.headers().getOrDefault("Retry-After", List.of()).stream()
                .filter(seconds -> seconds.matches("\\d{1,6}"))
                .findFirst()
                .map(seconds -> clock.instant().plusSeconds(Long.parseLong(seconds)))
                .orElse(null);
    }

    /** Our words, as the provider says them. */
    private Map<String, @Nullable Object> theirs(Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> said = new HashMap<>(values);
        said.replaceAll((field, value) -> value instanceof String ours ? settings.theirs(field, ours) : value);
        return said;
    }

    private String base() {
        var url = settings.baseUrl().toString();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    static String textAt(JsonNode body, @Nullable String pointer) {
        return pointer == null
                ? ""
                : Objects.requireNonNullElse(body.at(pointer).asText(""), "");
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.ofNullable(Endpoint.JSON.readTree(text)).filter(node -> !node.isMissingNode());
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }
}
