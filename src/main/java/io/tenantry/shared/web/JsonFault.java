package io.tenantry.shared.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is wrong with a JSON body, and where, in words that do not need Jackson's manual. */
record JsonFault(String detail, List<FieldError> errors) {

    private static final Map<Class<?>, String> EXPECTED = Map.ofEntries(
            Map.entry(LocalDate.class, "a date such as 2026-03-01"),
            Map.entry(Instant.class, "an instant such as 2026-03-01T09:30:00Z"),
            Map.entry(UUID.class, "an id such as 6fa459ea-ee8a-3ca4-894e-db77e160355e"),
            Map.entry(BigDecimal.class, "a number such as 12.50"),
            Map.entry(int.class, "a whole number"),
            Map.entry(Integer.class, "a whole number"),
            Map.entry(long.class, "a whole number"),
            Map.entry(Long.class, "a whole number"),
            Map.entry(boolean.class, "true or false"),
            Map.entry(Boolean.class, "true or false"),
            Map.entry(String.class, "a text"));

    static JsonFault of(@Nullable Throwable cause) {
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return unknown(unknown);
        }
        if (cause instanceof InvalidFormatException invalid) {
            var message = "'" + invalid.getValue() + "' is not " + expected(invalid.getTargetType());
            return at(path(invalid), message);
        }
        if (cause instanceof MismatchedInputException mismatched
                && !mismatched.getPath().isEmpty()) {
            return at(path(mismatched), "Is not " + expected(mismatched.getTargetType()));
        }
        if (cause instanceof JsonProcessingException malformed) {
            return malformed(malformed);
        }
        return new JsonFault("Send a JSON body", List.of());
    }

    private static JsonFault unknown(UnrecognizedPropertyException unknown) {
        var known = unknown.getKnownPropertyIds() == null
                ? List.of()
                : unknown.getKnownPropertyIds().stream()
                        .map(String::valueOf)
                        .sorted()
                        .toList();
        return at(path(unknown), "Is not known here; known are " + known);
    }

    private static JsonFault malformed(JsonProcessingException malformed) {
        var location = malformed.getLocation();
        var where = location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        return new JsonFault("The body is not JSON" + where + ": " + malformed.getOriginalMessage(), List.of());
    }

    private static JsonFault at(String path, String message) {
        return new JsonFault("Property '" + path + "': " + message, List.of(new FieldError(path, message)));
    }

    private static String path(JsonMappingException fault) {
        var path = new StringBuilder();
        for (var reference : fault.getPath()) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.toString();
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "what belongs there";
        }
        if (type.isEnum()) {
            return "one of " + Arrays.toString(type.getEnumConstants());
        }
        return EXPECTED.getOrDefault(type, "what belongs there");
    }
}
