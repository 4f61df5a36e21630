package io.tenantry.connector;

import com.fasterxml.jackson.databind.JsonNode;
import feign.RequestTemplate;
import feign.codec.Encoder;
import java.lang.reflect.Type;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a record or a map as a form. What is nested gets brackets, as Stripe wants it: {@code metadata[invoice]=INV-1}.
 */
public final class FormEncoder implements Encoder {

    @Override
    public void encode(Object form, Type type, RequestTemplate template) {
        List<String> fields = new ArrayList<>();
        append(fields, "", Endpoint.JSON.valueToTree(form));
        template.body(String.join("&", fields).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        template.removeHeader("Content-Type");
        template.header("Content-Type", "application/x-www-form-urlencoded");
    }

    private static void append(List<String> fields, String name, JsonNode value) {
        if (value.isContainerNode()) {
            value.properties()
                    .forEach(field -> append(
                            fields,
                            name.isEmpty() ? field.getKey() : name + "[" + field.getKey() + "]",
                            field.getValue()));
            return;
        }
        if (!value.isNull()) {
            fields.add(encoded(name) + "=" + encoded(value.asText()));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
