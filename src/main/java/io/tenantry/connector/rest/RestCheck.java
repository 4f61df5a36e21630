package io.tenantry.connector.rest;

import com.fasterxml.jackson.core.JsonPointer;
import com.samskivert.mustache.MustacheException;
import io.tenantry.connector.rest.RestSettings.Call;
import io.tenantry.provider.ProviderCapability;
import io.tenantry.shared.FieldRefused;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads settings as strictly as the calls will need them, and names the template and the place that is wrong. */
final class RestCheck {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> NUMBERS = Set.of("page", "pageSize", "quantity");
    private static final Set<String> LANES = Set.of("REJECTED", "UNAVAILABLE", "PENDING");

    private RestCheck() {}

    static void check(RestSettings settings, Set<ProviderCapability> capabilities) {
        requireWithinReach(capabilities);
        for (var name : settings.calls().keySet()) {
            require(
                    RestCall.keys().contains(name),
                    "calls." + name,
                    "is no call that Tenantry makes; use " + new TreeSet<>(RestCall.keys()));
        }
        settings.headersOrNone()
                .forEach((name, template) -> template("headers." + name, template, Set.of("secret"), false));
        errors(settings.errors());
        for (var call : RestCall.values()) {
            var written = settings.calls().get(call.key());
            require(
                    written != null || !call.isNeededFor(capabilities),
                    "calls." + call.key(),
                    "is missing; the capabilities " + new TreeSet<>(capabilities) + " need it");
            if (written != null) {
                call(call, written);
            }
        }
    }

    private static void requireWithinReach(Set<ProviderCapability> capabilities) {
        for (var capability : RestCall.BEYOND_TEMPLATES) {
            require(
                    !capabilities.contains(capability),
                    "capabilities",
                    capability + " cannot be had by templates; leave it out");
        }
    }

    private static void errors(RestSettings.@Nullable Errors errors) {
        if (errors == null) {
            return;
        }
        pointer("errors.code", errors.code());
        pointer("errors.words", errors.words());
        if (errors.lanes() != null) {
            errors.lanes()
                    .forEach((code, lane) -> require(
                            LANES.contains(lane), "errors.lanes." + code, "is '" + lane + "'; use one of " + LANES));
        }
    }

    private static void call(RestCall call, Call written) {
        var place = "calls." + call.key();
        require(
                METHODS.contains(String.valueOf(written.method()).toUpperCase(Locale.ROOT)),
                place + ".method",
                "is '" + written.method() + "'; use one of " + new TreeSet<>(METHODS));
        require(
                written.path() != null
                        && written.path().startsWith("/")
                        && !written.path().startsWith("//"),
                place + ".path",
                "must start with one slash; it is below the base URL");
        template(place + ".path", written.path(), call.variables(), true);
        written.headersOrNone()
                .forEach((name, template) -> template(place + ".headers." + name, template, call.variables(), false));
        body(place, call, written);
        pointer(place + ".items", written.items());
        pointer(place + ".pages", written.pages());
        written.fieldsOrNone().forEach((name, pointer) -> pointer(place + ".fields." + name, pointer));
        call.fields()
                .forEach(name -> require(
                        written.fieldsOrNone().containsKey(name),
                        place + ".fields",
                        "has no '" + name + "', which Tenantry must read"));
        progress(place + ".progress", written.progress());
    }

    private static void progress(String place, RestSettings.@Nullable Progress progress) {
        if (progress != null) {
            pointer(place + ".state", progress.state());
            pointer(place + ".code", progress.code());
            pointer(place + ".words", progress.words());
            require(
                    progress.pending() != null && progress.failed() != null,
                    place,
                    "needs the lists pending and failed; they may be empty");
        }
    }

    private static void body(String place, RestCall call, Call written) {
        var body = written.body();
        if (body == null) {
            return;
        }
        try {
            RestTemplates.body(body, samples(call.variables()));
        } catch (MustacheException unknown) {
            throw refused(place + ".body", words(unknown, call.variables()));
        }
    }

    private static void template(String place, String template, Set<String> variables, boolean inUrl) {
        try {
            if (inUrl) {
                RestTemplates.path(template, samples(variables));
            } else {
                RestTemplates.header(template, samples(variables));
            }
        } catch (MustacheException unknown) {
            throw refused(place, words(unknown, variables));
        }
    }

    private static void pointer(String place, @Nullable String pointer) {
        if (pointer == null) {
            return;
        }
        try {
            JsonPointer.compile(pointer);
        } catch (IllegalArgumentException malformed) {
            throw refused(place, "is '" + pointer + "', which is no JSON pointer; write it like /order/id");
        }
    }

    private static Map<String, @Nullable Object> samples(Set<String> variables) {
        Map<String, @Nullable Object> samples = new HashMap<>();
        variables.forEach(name -> samples.put(name, NUMBERS.contains(name) ? (Object) 1 : "x"));
        return samples;
    }

    private static String words(MustacheException problem, Set<String> variables) {
        return "cannot be filled in: " + problem.getMessage() + "; it may use "
                + Arrays.toString(variables.stream()
                        .sorted()
                        .map(name -> "{{" + name + "}}")
                        .toArray());
    }

    private static void require(boolean kept, String place, String words) {
        if (!kept) {
            throw refused(place, words);
        }
    }

    private static FieldRefused refused(String place, String words) {
        return new FieldRefused("invalid-provider-settings", place, "The setting " + place + " " + words);
    }
}
