package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.partnercenter.Webhooks.Delivery;
import io.tenantry.sandbox.world.Json;
import io.tenantry.sandbox.world.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries events to who registered for them, one after the other and beside the requests. */
public final class WebhookDispatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOKS_EVERY_MILLIS = 100;
    private static final int NO_ANSWER = 0;

    private final World world;
    private final Webhooks webhooks;
    private final Behaviour behaviour;
    private final WebhookSignature signature;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ScheduledExecutorService thread;

    public WebhookDispatch(World world, Webhooks webhooks, Behaviour behaviour, WebhookSignature signature) {
        this.world = world;
        this.webhooks = webhooks;
        this.behaviour = behaviour;
        this.signature = signature;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            var daemon = new Thread(task, "sandbox-webhooks");
            daemon.setDaemon(true);
            return daemon;
        });
        thread.scheduleWithFixedDelay(this::look, LOOKS_EVERY_MILLIS, LOOKS_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (webhooks.isIdle()) {
            return;
        }
        try {
            for (var delivery : world.alone(webhooks::take)) {
                var status = send(delivery);
                world.alone(() -> {
                    webhooks.delivered(delivery, status);
                    return delivery;
                });
                TimeUnit.MILLISECONDS.sleep(behaviour.number("webhookPauseMillis"));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("The sandbox's webhooks failed", e);
        }
    }

    private int send(Delivery delivery) throws InterruptedException {
        var registration = webhooks.registration();
        if (registration.isEmpty()) {
            return NO_ANSWER;
        }
        var body = Json.write(delivery.event().get("event"));
        try {
            return http.send(request(registration.get(), body), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException unreachable) {
            return NO_ANSWER;
        }
    }

    private HttpRequest request(ObjectNode registration, String body) {
        var own = registration.path("SignatureTokenToMsSignatureHeader").asBoolean();
        return HttpRequest.newBuilder(URI.create(registration.path("WebhookUrl").asText()))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json; charset=utf-8")
                .header(own ? "x-ms-signature" : "Authorization", "Signature " + signature.of(body))
                .header(
                        "X-MS-Certificate-Url",
                        registration.path("certificateUrl").asText())
                .header("X-MS-Signature-Algorithm", "rsa-sha256")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
