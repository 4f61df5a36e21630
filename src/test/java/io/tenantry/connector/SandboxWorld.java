package io.tenantry.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.sandbox.Sandbox;
import io.tenantry.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.StreamSupport;

/** The sandbox on free ports, and what happens in it behind the connectors' backs. */
public final class SandboxWorld implements AutoCloseable {

    private final Sandbox sandbox = Sandbox.start(SandboxSettings.inMemory());
    private final HttpClient http = HttpClient.newHttpClient();

    public String url() {
        return sandbox.baseUrl();
    }

    public int smtpPort() {
        return sandbox.smtpPort();
    }

    /** A tenant accepts us as its reseller; returns its id. */
    public String tenant(String domain) {
        return call(
                        "POST",
                        "/customers",
                        "{\"companyName\":\"Contoso\",\"domain\":\"%s\",\"country\":\"DE\"}".formatted(domain))
                .path("id")
                .asText();
    }

    public void fault(String method, String path, String kindAndMore) {
        call(
                "POST",
                "/faults",
                "{\"method\":\"%s\",\"pathPattern\":\"%s\",\"kind\":%s}".formatted(method, path, kindAndMore));
    }

    /** How many requests were carried out, replays of an earlier answer not counted. */
    public long carriedOut(String method, String path) {
        return StreamSupport.stream(
                        call("GET", "/requests?method=" + method + "&path=" + path, "")
                                .spliterator(),
                        false)
                .filter(entry -> entry.path("status").asInt() / 100 == 2)
                .filter(entry -> !entry.path("replayed").asBoolean())
                .count();
    }

    /** How often it was asked, whatever came of it. */
    public long requests(String method, String path) {
        return call("GET", "/requests?method=" + method + "&path=" + path, "").size();
    }

    public JsonNode call(String method, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(url() + "/sandbox" + path)), method, body);
    }

    /** Another application of the same partner. */
    public JsonNode asPartner(String method, String path, String body) {
        return send(
                HttpRequest.newBuilder(URI.create(url() + path)).header("Authorization", "Bearer " + token()),
                method,
                body);
    }

    private String token() {
        return send(
                        HttpRequest.newBuilder(URI.create(url() + "/partner/oauth2/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded"),
                        "POST",
                        "grant_type=client_credentials&client_id=other&client_secret=test"
                                + "&resource=https://api.partnercenter.microsoft.com")
                .path("access_token")
                .asText();
    }

    private JsonNode send(HttpRequest.Builder asked, String method, String body) {
        try {
            var typed = asked.build().headers().firstValue("Content-Type").isPresent()
                    ? asked
                    : asked.header("Content-Type", "application/json");
            var request = typed.method(method, BodyPublishers.ofString(body)).build();
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException("The sandbox answered " + answer.statusCode() + ": " + answer.body());
            }
            return Endpoint.JSON.readTree(answer.body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
