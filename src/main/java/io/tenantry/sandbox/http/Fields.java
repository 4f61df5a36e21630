package io.tenantry.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.world.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JSON object as the provider's clients send it: in PascalCase or camelCase, with numbers as numbers or as text. */
public record Fields(ObjectNode node) {

    public static Fields of(@Nullable JsonNode node) {
        return new Fields(node instanceof ObjectNode object ? object : Json.object());
    }

    /** A field by its name in any case; a null on the wire is as good as no field. */
    public Optional<JsonNode> find(String name) {
        return node.properties().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name)
                        && !field.getValue().isNull())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    public boolean has(String name) {
        return find(name).isPresent();
    }

    public Optional<String> text(String name) {
        return find(name).filter(JsonNode::isValueNode).map(JsonNode::asText).filter(text -> !text.isBlank());
    }

    /** An enumerated value, which may come in any case. */
    public Optional<String> lowerCase(String name) {
        return text(name).map(text -> text.toLowerCase(Locale.ROOT));
    }

    /** A whole number; empty too when what is there is none. */
    public Optional<Integer> integer(String name) {
        return text(name).filter(text -> text.matches("-?\\d{1,9}")).map(Integer::valueOf);
    }

    public boolean isTrue(String name) {
        return lowerCase(name).filter("true"::equals).isPresent();
    }

    public Fields object(String name) {
        return of(find(name).orElse(null));
    }

    public List<Fields> list(String name) {
        var items = new ArrayList<Fields>();
        find(name).filter(JsonNode::isArray).ifPresent(array -> array.forEach(item -> items.add(of(item))));
        return items;
    }

    /** The same object with its names as the provider writes them, first letter small, all the way down. */
    public ObjectNode camelCase() {
        return (ObjectNode) camelCase(node);
    }

    private static JsonNode camelCase(JsonNode node) {
        if (node.isObject()) {
            var renamed = Json.object();
            node.properties().forEach(field -> renamed.set(uncapitalised(field.getKey()), camelCase(field.getValue())));
            return renamed;
        }
        if (node.isArray()) {
            var items = Json.array();
            node.forEach(item -> items.add(camelCase(item)));
            return items;
        }
        return node;
    }

    private static String uncapitalised(String name) {
        return name.isEmpty() ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
