package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.Fields;
import io.tenantry.sandbox.world.Documents;
import io.tenantry.sandbox.world.Json;
import io.tenantry.sandbox.world.World;
import java.util.Map;

/**
 * How strict Partner Center is, as far as that can be chosen: what is not chosen is as Microsoft documents it, or as
 * most clients bear it.
 */
public final class Behaviour {

    private static final String KEY = "all";
    private static final String REQUESTS_PER_MINUTE = "requestsPerMinute";
    private static final String USER_REQUIRED = "userRequired";
    private static final String EXTENDED_SERVICE_TERM = "extendedServiceTerm";

    /** The documented limit of the customer, subscription and order resources for each tenant. */
    private static final int DOCUMENTED_LIMIT = 500;

    private static final Map<String, Integer> WEBHOOK_NUMBERS =
            Map.of("webhookDelaySeconds", 0, "webhookCopies", 1, "webhookPauseMillis", 0);
    private static final Map<String, Boolean> FLAGS = Map.of(
            USER_REQUIRED, false, EXTENDED_SERVICE_TERM, false, "webhooksHeld", false, "webhooksReversed", false);

    private final Documents chosen;

    public Behaviour(World world) {
        this.chosen = world.documents("behaviour");
    }

    /** All of it, with what was not chosen. */
    public ObjectNode view() {
        var view = Json.object().put(REQUESTS_PER_MINUTE, requestsPerMinute());
        FLAGS.keySet().stream().sorted().forEach(flag -> view.put(flag, isOn(flag)));
        WEBHOOK_NUMBERS.keySet().stream().sorted().forEach(number -> view.put(number, number(number)));
        return view;
    }

    /**
     * Chooses what is named and leaves the rest.
     *
     * @throws IllegalArgumentException if a name or a value is not one of these
     */
    public void choose(Fields wish) {
        var choice = current();
        wish.node().properties().forEach(field -> {
            var name = field.getKey();
            if (FLAGS.containsKey(name) && field.getValue().isBoolean()) {
                choice.put(name, field.getValue().booleanValue());
            } else if ((name.equals(REQUESTS_PER_MINUTE) || WEBHOOK_NUMBERS.containsKey(name))
                    && field.getValue().isInt()
                    && field.getValue().intValue() >= 0) {
                choice.put(name, field.getValue().intValue());
            } else {
                throw new IllegalArgumentException(
                        "'" + name + "' is not to be had as " + field.getValue() + "; choose among " + view());
            }
        });
        chosen.put(KEY, choice);
    }

    private ObjectNode current() {
        return chosen.find(KEY).orElseGet(Json::object);
    }

    /** 0 is no limit. */
    int requestsPerMinute() {
        return current().path(REQUESTS_PER_MINUTE).asInt(DOCUMENTED_LIMIT);
    }

    /** Whether only a person's consent opens the door, as Microsoft enforces it since April 2026. */
    boolean userRequired() {
        return isOn(USER_REQUIRED);
    }

    /** Whether terms that nobody decided on go on month by month and cost more, instead of running out. */
    boolean extendedServiceTerm() {
        return isOn(EXTENDED_SERVICE_TERM);
    }

    boolean isOn(String flag) {
        return current().path(flag).asBoolean(Boolean.TRUE.equals(FLAGS.get(flag)));
    }

    int number(String name) {
        return current().path(name).asInt(WEBHOOK_NUMBERS.getOrDefault(name, 0));
    }
}
