package io.tenantry.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a form-encoded body says, by the names of its fields. */
public record Form(Map<String, String> fields) {

    public static Form of(@Nullable String body) {
        var fields = new TreeMap<String, String>();
        if (body == null || body.isBlank()) {
            return new Form(fields);
        }
        for (var pair : body.split("&", -1)) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return new Form(fields);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.isBlank());
    }

    public boolean isTrue(String name) {
        return "true".equals(fields.get(name));
    }

    /** The fields of {@code name[…]}, by what stands in the brackets. */
    public Map<String, String> nested(String name) {
        var nested = new TreeMap<String, String>();
        fields.forEach((key, value) -> {
            if (key.startsWith(name + "[") && key.endsWith("]")) {
                nested.put(key.substring(name.length() + 1, key.length() - 1), value);
            }
        });
        return nested;
    }
}
