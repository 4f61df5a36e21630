package io.tenantry.sandbox;

import static io.tenantry.sandbox.SandboxClient.E5;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events come when, how often and in which order the test wants them. */
class SandboxWebhookTest {

    private static Sandbox sandbox;
    private static SandboxClient client;

    private final LinkedBlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final Deque<Integer> answers = new ArrayDeque<>();
    private HttpServer subscriber;
    private String contoso;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxSettings.inMemory());
        client = new SandboxClient(sandbox);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void register() throws Exception {
        client.control("POST", "/reset", null);
        client.signInWithConsent();
        contoso = client.tenant("Contoso Ltd", "contoso.example");
        subscriber = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        subscriber.createContext("/hook", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            events.add(SandboxClient.JSON.readTree(body));
            exchange.sendResponseHeaders(answers.isEmpty() ? 200 : answers.remove(), -1);
            exchange.close();
        });
        subscriber.start();
        var body =
                "{\"WebhookUrl\":\"http://127.0.0.1:%d/hook\",\"WebhookEvents\":[\"subscription-updated\",\"test-created\"]}";
        client.partnerCenter(
                "POST",
                "/webhooks/v1/registration",
                body.formatted(subscriber.getAddress().getPort()));
    }

    @AfterEach
    void hangUp() {
        subscriber.stop(0);
    }

    @Test
    void tellsWhatSomebodyDidInThePortal() throws Exception {
        var path = client.buy(contoso, E5, 5);
        next();
        client.control("PATCH", path.replace("/v1", ""), "{\"quantity\":8}");

        var event = next();

        assertThat(event.path("EventName").asText()).isEqualTo("subscription-updated");
        assertThat(event.path("ResourceName").asText()).isEqualTo("subscription");
        assertThat(event.path("ResourceUri").asText()).isEqualTo("/webhooks" + path);
        assertThat(event.path("ResourceChangeUtcDate").asText()).startsWith("20");
    }

    @Test
    void comesLate() throws Exception {
        client.control("PATCH", "/behaviour", "{\"webhookDelaySeconds\":3600}");
        client.buy(contoso, E5, 5);
        assertThat(events.poll(500, TimeUnit.MILLISECONDS)).isNull();

        client.moveClockBy(Duration.ofSeconds(3601));

        assertThat(next()).isNotNull();
    }

    @Test
    void comesTwice() throws Exception {
        client.control("PATCH", "/behaviour", "{\"webhookCopies\":2}");
        client.buy(contoso, E5, 5);

        assertThat(next()).isEqualTo(next());
    }

    @Test
    void comesWhenItIsReleasedAndInTheWrongOrder() throws Exception {
        client.control("PATCH", "/behaviour", "{\"webhooksHeld\":true,\"webhooksReversed\":true}");
        var first = client.buy(contoso, E5, 5);
        var second = client.buy(contoso, E5, 6);
        assertThat(events.poll(500, TimeUnit.MILLISECONDS)).isNull();

        var released = client.control("POST", "/webhooks/release", null);

        assertThat(released.at("/released")).isEqualTo("2");
        var order = new ArrayList<>(List.of(uri(next()), uri(next())));
        assertThat(order).containsExactly("/webhooks" + second, "/webhooks" + first);
    }

    @Test
    void comesAgainWhereItWasNotTaken() throws Exception {
        answers.add(503);
        client.buy(contoso, E5, 5);
        next();

        client.moveClockBy(Duration.ofSeconds(5));

        assertThat(next()).isNotNull();
        assertThat(events.poll(500, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void tellsHowATestEventWasTaken() throws Exception {
        var id = client.partnerCenter("POST", "/webhooks/v1/registration/validationEvents", null)
                .at("/correlationId");

        next();

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> client.get(
                        "/webhooks/v1/registration/validationEvents/" + id)
                .at("/status")
                .equals("completed"));
        assertThat(client.get("/webhooks/v1/registration/validationEvents/" + id)
                        .at("/results/0/responseCode"))
                .isEqualTo("200");
    }

    @Test
    void knowsOneRegistration() throws Exception {
        var second = client.partnerCenter(
                "POST", "/webhooks/v1/registration", "{\"WebhookUrl\":\"http://127.0.0.1:1/\",\"WebhookEvents\":[]}");
        var unknown = client.partnerCenter(
                "PUT",
                "/webhooks/v1/registration",
                "{\"WebhookUrl\":\"http://127.0.0.1:1/\",\"WebhookEvents\":[\"weather-changed\"]}");

        assertThat(second.status()).isEqualTo(409);
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(client.get("/webhooks/v1/registration/events").json()).hasSizeGreaterThan(1);
        assertThat(client.get("/webhooks/v1/registration").json().has("certificateUrl"))
                .isFalse();
    }

    private static String uri(JsonNode event) {
        return event.path("ResourceUri").asText();
    }

    private JsonNode next() throws InterruptedException {
        var event = events.poll(10, TimeUnit.SECONDS);
        assertThat(event).as("an event within ten seconds").isNotNull();
        return event;
    }
}
