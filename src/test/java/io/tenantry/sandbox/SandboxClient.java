package io.tenantry.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** Speaks to the sandbox over real HTTP, as any client would; each request opens with the headers set before. */
final class SandboxClient {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    static final String FORM = "application/x-www-form-urlencoded";
    static final String E5 = "CFQ7TTC0LFLZ";
    static final String TEAMS_PHONE = "CFQ7TTC0LH0T";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String baseUrl;
    private String token = "";

    SandboxClient(Sandbox sandbox) {
        this(sandbox.baseUrl());
    }

    SandboxClient(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** An answer, with its body read as JSON where it is some. */
    record Answer(int status, String text, HttpResponse<String> response) {

        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("No JSON: " + text, e);
            }
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String at(String pointer) {
            return json().at(pointer).asText();
        }
    }

    Answer send(String method, String path, String body, String... headers) throws IOException {
        var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        return send(method, path, publisher, headers);
    }

    Answer send(String method, String path, HttpRequest.BodyPublisher body, String... headers) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(Duration.ofSeconds(10))
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A call of the sandbox's own endpoints. */
    Answer control(String method, String path, String body) throws IOException {
        return send(method, "/sandbox" + path, body, "Content-Type", "application/json");
    }

    void moveClockTo(String instant) throws IOException {
        var moved = control("PUT", "/clock", "{\"now\":\"" + instant + "\"}");
        if (moved.status() != 200) {
            throw new IllegalStateException(moved.text());
        }
        signInWithConsent();
    }

    void moveClockBy(Duration duration) throws IOException {
        moveClockTo(now().plus(duration).toString());
    }

    Instant now() throws IOException {
        return Instant.parse(control("GET", "/clock", null).at("/now"));
    }

    String fault(String json) throws IOException {
        var answer = control("POST", "/faults", json);
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.text());
        }
        return answer.at("/id");
    }

    Answer token(Map<String, String> form) throws IOException {
        return send("POST", "/contoso-partner/oauth2/token", form(form), "Content-Type", FORM);
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    Answer signInWithConsent() throws IOException {
        var answer = token(Map.of(
                "grant_type", "authorization_code",
                "code", "sandbox-consent",
                "client_id", "app",
                "client_secret", "secret",
                "resource", "https://api.partnercenter.microsoft.com"));
        token = answer.at("/access_token");
        return answer;
    }

    void signInAsApplication() throws IOException {
        token = token(Map.of("grant_type", "client_credentials", "client_id", "app", "client_secret", "secret"))
                .at("/access_token");
    }

    void useToken(String bearer) {
        token = bearer;
    }

    Answer get(String path, String... headers) throws IOException {
        return partnerCenter("GET", path, null, headers);
    }

    Answer partnerCenter(String method, String path, String body, String... headers) throws IOException {
        var all = new String[headers.length + 4];
        all[0] = "Authorization";
        all[1] = "Bearer " + token;
        all[2] = "Content-Type";
        all[3] = "application/json; charset=utf-8";
        System.arraycopy(headers, 0, all, 4, headers.length);
        return send(method, path, body, all);
    }

    /** A tenant that has accepted the partner as its reseller. */
    String tenant(String name, String domain) throws IOException {
        var body = "{\"companyName\":\"%s\",\"domain\":\"%s\",\"country\":\"US\",\"email\":\"ap@%s\"}"
                .formatted(name, domain, domain);
        return control("POST", "/customers", body).at("/id");
    }

    String catalogItem(String product) throws IOException {
        var skus = get("/v1/products/" + product + "/skus?country=US");
        var sku = skus.at("/items/0/id");
        return get("/v1/products/" + product + "/skus/" + sku + "/availabilities?country=US")
                .at("/items/0/catalogItemId");
    }

    Answer cart(String customer, String product, int quantity) throws IOException {
        var line = "{\"lineItems\":[{\"id\":0,\"catalogItemId\":\"%s\",\"quantity\":%d,\"billingCycle\":\"monthly\","
                + "\"termDuration\":\"P1Y\"}]}";
        return partnerCenter(
                "POST", "/v1/customers/" + customer + "/carts", line.formatted(catalogItem(product), quantity));
    }

    Answer checkout(String customer, String cart, String... headers) throws IOException {
        return partnerCenter("POST", "/v1/customers/" + customer + "/carts/" + cart + "/checkout", null, headers);
    }

    /** Buys a year, billed monthly; the subscription's path. */
    String buy(String customer, String product, int quantity) throws IOException {
        var order = checkout(customer, cart(customer, product, quantity).at("/id"));
        return "/v1/customers/" + customer + "/subscriptions/" + order.at("/orders/0/lineItems/0/subscriptionId");
    }

    /** Reads the subscription and sends it back whole, with one field changed. */
    Answer change(String subscription, String field, Object value) throws IOException {
        var whole = (ObjectNode) get(subscription).json();
        whole.set(field, JSON.valueToTree(value));
        return partnerCenter("PATCH", subscription, whole.toString());
    }

    /** How often a path was answered with this status, not counting replays. */
    long carriedOut(String path, int status) throws IOException {
        var log = control("GET", "/requests?path=" + encode(path), null).json();
        var count = 0L;
        for (var entry : log) {
            if (entry.path("status").intValue() == status
                    && !entry.path("replayed").booleanValue()) {
                count++;
            }
        }
        return count;
    }
}
