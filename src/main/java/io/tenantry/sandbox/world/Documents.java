package io.tenantry.sandbox.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** A collection of JSON documents in the order of their keys; keys that share a prefix are read together, without a scan. */
public final class Documents {

    /** A document under its key. */
    public record Entry(String key, ObjectNode document) {}

    private final MVMap<String, String> map;

    Documents(MVMap<String, String> map) {
        this.map = map;
    }

    public Optional<ObjectNode> find(String key) {
        return Optional.ofNullable(map.get(key)).map(Json::readObject);
    }

    public boolean has(String key) {
        return map.containsKey(key);
    }

    public void put(String key, JsonNode document) {
        map.put(key, Json.write(document));
    }

    public boolean remove(String key) {
        return map.remove(key) != null;
    }

    public void clear() {
        map.clear();
    }

    public int size() {
        return map.size();
    }

    /** All documents whose key starts with the prefix. */
    public List<Entry> under(String prefix) {
        return after(prefix, null, Integer.MAX_VALUE);
    }

    /** At most so many documents whose key starts with the prefix and comes after the last one seen. */
    public List<Entry> after(String prefix, @Nullable String lastSeen, int limit) {
        var entries = new ArrayList<Entry>();
        Cursor<String, String> cursor = map.cursor(lastSeen == null ? prefix : lastSeen);
        while (entries.size() < limit && cursor.hasNext()) {
            var key = cursor.next();
            if (!key.startsWith(prefix)) {
                break;
            }
            if (!key.equals(lastSeen)) {
                entries.add(new Entry(key, Json.readObject(cursor.getValue())));
            }
        }
        return entries;
    }

    /** The newest documents first, for keys that grow with time. */
    public List<Entry> newestFirst(int limit) {
        var entries = new ArrayList<Entry>();
        Iterator<String> keys = map.keyIteratorReverse(null);
        while (entries.size() < limit && keys.hasNext()) {
            var key = keys.next();
            find(key).ifPresent(document -> entries.add(new Entry(key, document)));
        }
        return entries;
    }
}
