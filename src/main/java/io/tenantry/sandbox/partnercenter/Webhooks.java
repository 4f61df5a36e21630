package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.world.Documents;
import io.tenantry.sandbox.world.Identifiers;
import io.tenantry.sandbox.world.Json;
import io.tenantry.sandbox.world.SandboxClock;
import io.tenantry.sandbox.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Who wants to hear of what, and the events on their way. An event is a hint that comes late, twice or out of order, as
 * {@link Behaviour} has it; what is true is what a look at the subscription shows.
 */
public final class Webhooks {

    static final List<String> EVENTS = List.of(
            "subscription-updated",
            "test-created",
            "invoice-ready",
            "usagerecords-thresholdExceeded",
            "azure-fraud-event-detected");

    private static final String REGISTRATION = "registration";
    private static final int MOST_ATTEMPTS = 5;

    private final Documents registrations;
    private final Documents queue;
    private final Documents validations;
    private final Behaviour behaviour;
    private final SandboxClock clock;

    public Webhooks(World world, Behaviour behaviour, SandboxClock clock) {
        this.registrations = world.documents("webhook-registrations");
        this.queue = world.documents("webhook-events");
        this.validations = world.documents("webhook-validations");
        this.behaviour = behaviour;
        this.clock = clock;
    }

    /** One event on its way. */
    record Delivery(String key, ObjectNode event) {}

    Optional<ObjectNode> registration() {
        return registrations.find(REGISTRATION);
    }

    /** As the subscriber sees it. */
    Optional<ObjectNode> shown() {
        return registration().map(kept -> kept.without("certificateUrl"));
    }

    ObjectNode register(Fields wish, String certificateUrl) {
        var url = wish.text("webhookUrl")
                .filter(text -> text.startsWith("http://") || text.startsWith("https://"))
                .orElseThrow(() -> Refusal.badRequest(2000, "The WebhookUrl is missing or no address."));
        var registration = Json.object()
                .put(
                        "SubscriberId",
                        registration()
                                .map(known -> known.path("SubscriberId").asText())
                                .orElseGet(() -> Identifiers.random(16)))
                .put("WebhookUrl", url);
        var events = registration.putArray("WebhookEvents");
        wish.find("webhookEvents")
                .ifPresent(list -> list.forEach(event -> {
                    if (!EVENTS.contains(event.asText())) {
                        throw Refusal.badRequest(2000, "There is no event '" + event.asText() + "'.");
                    }
                    events.add(event.asText());
                }));
        registration.put("SignatureTokenToMsSignatureHeader", wish.isTrue("signatureTokenToMsSignatureHeader"));
        var kept = registration.deepCopy().put("certificateUrl", certificateUrl);
        registrations.put(REGISTRATION, kept);
        return registration;
    }

    /** The registration is gone; nobody hears of anything. */
    public void lose() {
        registrations.remove(REGISTRATION);
    }

    void subscriptionUpdated(String customerId, String subscriptionId) {
        publish(
                "subscription-updated",
                "subscription",
                "/webhooks/v1/customers/" + customerId + "/subscriptions/" + subscriptionId);
    }

    /** A test event; its id is where the outcome can be asked for. */
    String validate() {
        var id = Identifiers.random(16);
        validations.put(id, Json.object().put("correlationId", id).put("status", "pending"));
        publish("test-created", "test", "/webhooks/v1/registration/test/" + id);
        return id;
    }

    Optional<ObjectNode> validation(String id) {
        return validations.find(id);
    }

    private void publish(String name, String resource, String path) {
        var wanted = registration()
                .filter(known -> known.path("WebhookEvents").valueStream().anyMatch(event -> event.asText()
                        .equals(name)));
        if (wanted.isEmpty()) {
            return;
        }
        var now = clock.instant();
        var event = Json.object()
                .put("EventName", name)
                .put("ResourceUri", path)
                .put("ResourceName", resource)
                .putNull("AuditUri")
                .put("ResourceChangeUtcDate", now.toString());
        var due = now.plusSeconds(behaviour.number("webhookDelaySeconds"));
        for (var copy = 0; copy < Math.max(1, behaviour.number("webhookCopies")); copy++) {
            put(event, due, 1);
        }
    }

    private void put(ObjectNode event, Instant due, int attempt) {
        var entry = Json.object().put("due", due.toString()).put("attempt", attempt);
        entry.set("event", event);
        queue.put("%015d".formatted(clock.ordinal()), entry);
    }

    boolean isIdle() {
        return queue.size() == 0;
    }

    /** Those whose time has come leave the queue; held ones stay, whatever their time, until they are released. */
    List<Delivery> take() {
        var now = clock.instant();
        var held = behaviour.isOn("webhooksHeld");
        var due = new ArrayList<Delivery>();
        for (var entry : queue.under("")) {
            var document = entry.document();
            var open = document.path("released").asBoolean()
                    || (!held
                            && !now.isBefore(Instant.parse(document.path("due").asText())));
            if (open) {
                queue.remove(entry.key());
                due.add(new Delivery(entry.key(), document));
            }
        }
        if (behaviour.isOn("webhooksReversed")) {
            Collections.reverse(due);
        }
        return due;
    }

    /** Lets all that wait go out now; tells how many. */
    public int release() {
        var waiting = queue.under("");
        waiting.forEach(entry -> queue.put(entry.key(), entry.document().put("released", true)));
        return waiting.size();
    }

    /** What was not taken is sent again a little later, a few times. */
    void delivered(Delivery delivery, int status) {
        var event = (ObjectNode) delivery.event().get("event");
        var attempt = delivery.event().path("attempt").asInt();
        var taken = status / 100 == 2;
        if (event.path("EventName").asText().equals("test-created")) {
            var path = event.path("ResourceUri").asText();
            var id = path.substring(path.lastIndexOf('/') + 1);
            var outcome = Json.object().put("correlationId", id).put("status", taken ? "completed" : "failed");
            outcome.putArray("results")
                    .addObject()
                    .put("responseCode", Integer.toString(status))
                    .put("systemError", taken ? null : "The subscriber did not accept the event.")
                    .put("dateTimeUtc", clock.instant().toString());
            validations.put(id, outcome);
        } else if (!taken && attempt < MOST_ATTEMPTS) {
            put(event, clock.instant().plusSeconds(1L << attempt), attempt + 1);
        }
    }
}
