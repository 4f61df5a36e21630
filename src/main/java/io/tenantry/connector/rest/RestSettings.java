package io.tenantry.connector.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a REST provider is spoken with, as an administrator writes it.
 *
 * @param baseUrl all paths are below it
 * @param headers of every call; the only place where {@code {{secret}}} may stand
 * @param pageSize of lists that come in pages
 * @param errors where an answer that says no keeps its code and words
 * @param values what the provider says for our words, by field: {@code "status": {"live": "active"}}
 * @param calls by name; see {@link RestCall}
 */
record RestSettings(
        URI baseUrl,
        @Nullable Map<String, String> headers,
        @Nullable Duration connectTimeout,
        @Nullable Duration readTimeout,
        @Nullable Integer pageSize,
        @Nullable Errors errors,
        @Nullable Map<String, Map<String, String>> values,
        Map<String, Call> calls) {

    /**
     * One call.
     *
     * @param path template below the base URL, query included; what is filled in is encoded
     * @param body JSON whose texts are templates; a text that is one placeholder alone keeps the value's type, and a
     *     field without a value is left out
     * @param items JSON pointer to the list, for a call that answers one
     * @param pages JSON pointer to the number of pages; left out where the list comes whole
     * @param fields JSON pointers to what we read, by our name, from the answer or from each item
     * @param progress for what the provider works on after it answered
     */
    record Call(
            String method,
            String path,
            @Nullable Map<String, String> headers,
            @Nullable JsonNode body,
            @Nullable String items,
            @Nullable String pages,
            @Nullable Map<String, String> fields,
            @Nullable Progress progress) {

        Map<String, String> fieldsOrNone() {
            return Objects.requireNonNullElse(fields, Map.of());
        }

        Map<String, String> headersOrNone() {
            return Objects.requireNonNullElse(headers, Map.of());
        }
    }

    /**
     * How far the provider has come.
     *
     * @param state JSON pointer to its word for it
     * @param pending its words for what is under way
     * @param failed its words for what came to nothing
     */
    record Progress(
            String state, List<String> pending, List<String> failed, @Nullable String code, @Nullable String words) {}

    /**
     * @param code JSON pointer to the error code
     * @param words JSON pointer to the words for people
     * @param lanes REJECTED, UNAVAILABLE or PENDING by error code, where the HTTP status alone would mislead
     */
    record Errors(@Nullable String code, @Nullable String words, @Nullable Map<String, String> lanes) {}

    Duration connectWithin() {
        return Objects.requireNonNullElse(connectTimeout, Duration.ofSeconds(5));
    }

    Duration answerWithin() {
        return Objects.requireNonNullElse(readTimeout, Duration.ofSeconds(60));
    }

    int itemsOnPage() {
        return Objects.requireNonNullElse(pageSize, 100);
    }

    Map<String, String> headersOrNone() {
        return Objects.requireNonNullElse(headers, Map.of());
    }

    /** Our word for what the provider says; its own where none is given. */
    String ours(String field, String theirs) {
        return valuesOf(field).getOrDefault(theirs, theirs);
    }

    /** The provider's word for ours; ours where it has none. */
    String theirs(String field, String ours) {
        return valuesOf(field).entrySet().stream()
                .filter(pair -> pair.getValue().equals(ours))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElse(ours);
    }

    private Map<String, String> valuesOf(String field) {
        return Objects.requireNonNullElse(values, Map.<String, Map<String, String>>of())
                .getOrDefault(field, Map.of());
    }
}
