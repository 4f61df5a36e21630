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
    private static final String PARTNER_REQUESTS_PER_MINUTE = "partnerRequestsPerMinute";
    private static final String USER_REQUIRED = "userRequired";
    private static final String TRANSITIONS_FAIL = "transitionsFail";
    private static final String TRANSITIONS_FORGOTTEN = "transitionsForgotten";
    private static final String EXTENDED_SERVICE_TERM = "extendedServiceTerm";

    /**
     * Requests a minute of each tenant: the documented limit of the customer, subscription and order resources. That some
     * calls are counted for the partner as a whole is documented too, but not which: so that is chosen, or off.
     */
    private static final Map<String, Integer> NUMBERS = Map.of(
            REQUESTS_PER_MINUTE,
            500,
            PARTNER_REQUESTS_PER_MINUTE,
            0,
            "webhookDelaySeconds",
            0,
            "webhookCopies",
            1,
            "webhookPauseMillis",
            0);

    private static final Map<String, Boolean> FLAGS = Map.of(
            USER_REQUIRED,
            false,
            EXTENDED_SERVICE_TERM,
            false,
            TRANSITIONS_FAIL,
            false,
            TRANSITIONS_FORGOTTEN,
            false,
            "webhooksHeld",
            false,
            "webhooksReversed",
            false);

    private final Documents chosen;

    public Behaviour(World world) {
        this.chosen = world.documents("behaviour");
    }

    /** All of it, with what was not chosen. */
    public ObjectNode view() {
        var view = Json.object();
        FLAGS.keySet().stream().sorted().forEach(flag -> view.put(flag, isOn(flag)));
        NUMBERS.keySet().stream().sorted().forEach(number -> view.put(number, number(number)));
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
            } else if (NUMBERS.containsKey(name)
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

    /** Of one customer tenant; 0 is no limit. */
    int requestsPerMinute() {
        return number(REQUESTS_PER_MINUTE);
    }

    /** Of all that the partner asks of all its customers, whichever of its applications asks; 0 is no limit. */
    int partnerRequestsPerMinute() {
        return number(PARTNER_REQUESTS_PER_MINUTE);
    }

    /** Whether only a person's consent opens the door, as Microsoft enforces it since April 2026. */
    boolean userRequired() {
        return isOn(USER_REQUIRED);
    }

    /** Whether terms that nobody decided on go on month by month and cost more, instead of running out. */
    boolean extendedServiceTerm() {
        return isOn(EXTENDED_SERVICE_TERM);
    }

    /** Whether transitions are accepted with 202 and then come to nothing, as only their history tells. */
    boolean transitionsFail() {
        return isOn(TRANSITIONS_FAIL);
    }

    /** Whether transitions are accepted with 202, and nobody ever hears of them again. */
    boolean transitionsForgotten() {
        return isOn(TRANSITIONS_FORGOTTEN);
    }

    boolean isOn(String flag) {
        return current().path(flag).asBoolean(Boolean.TRUE.equals(FLAGS.get(flag)));
    }

    int number(String name) {
        return current().path(name).asInt(NUMBERS.getOrDefault(name, 0));
    }
}
