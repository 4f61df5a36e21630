package io.tenantry.connector.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.samskivert.mustache.Mustache;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills templates in. A placeholder that nobody knows is an error, never an empty text. */
final class RestTemplates {

    private static final Pattern ONE_PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");

    private static final Mustache.Compiler PLAIN =
            Mustache.compiler().escapeHTML(false).nullValue("");
    private static final Mustache.Compiler IN_URL = PLAIN.withEscaper(RestTemplates::encoded);

    private RestTemplates() {}

    static String path(String template, Map<String, @Nullable Object> values) {
        return IN_URL.compile(template).execute(values);
    }

    /** A line break in a value must not begin a header of its own. */
    static String header(String template, Map<String, @Nullable Object> values) {
        return PLAIN.compile(template).execute(values).replaceAll("[\\r\\n]", " ");
    }

    static JsonNode body(JsonNode template, Map<String, @Nullable Object> values) {
        if (template.isObject()) {
            return object(template, values);
        }
        if (template.isArray()) {
            var filled = new ArrayNode(JsonNodeFactory.instance);
            template.forEach(item -> filled.add(body(item, values)));
            return filled;
        }
        return template.isTextual() ? text(template.asText(), values) : template;
    }

    private static ObjectNode object(JsonNode template, Map<String, @Nullable Object> values) {
        var filled = new ObjectNode(JsonNodeFactory.instance);
        template.properties().forEach(field -> {
            var value = body(field.getValue(), values);
            if (!value.isNull()) {
                filled.set(field.getKey(), value);
            }
        });
        return filled;
    }

    private static JsonNode text(String template, Map<String, @Nullable Object> values) {
        var alone = ONE_PLACEHOLDER.matcher(template);
        if (alone.matches() && values.containsKey(alone.group(1))) {
            var value = values.get(alone.group(1));
            if (value == null) {
                return JsonNodeFactory.instance.nullNode();
            }
            return value instanceof Integer number
                    ? JsonNodeFactory.instance.numberNode(number)
                    : JsonNodeFactory.instance.textNode(value.toString());
        }
        return JsonNodeFactory.instance.textNode(PLAIN.compile(template).execute(values));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
