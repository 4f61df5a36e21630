package io.tenantry.sandbox.accounting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.world.Documents;
import io.tenantry.sandbox.world.Json;
import io.tenantry.sandbox.world.SandboxClock;
import io.tenantry.sandbox.world.World;
import java.util.List;
import java.util.Optional;

/** The records of all companies: numbered within their company, unique by name or document number, locked by SyncToken. */
public final class Books {

    private static final String ID = "Id";
    private static final String SYNC_TOKEN = "SyncToken";

    private final Documents records;
    private final Documents byName;
    private final Documents numbers;
    private final SandboxClock clock;

    public Books(World world, SandboxClock clock) {
        this.records = world.documents("accounting-records");
        this.byName = world.documents("accounting-names");
        this.numbers = world.documents("accounting-numbers");
        this.clock = clock;
    }

    ObjectNode create(String realm, EntityKind kind, ObjectNode wanted) {
        var name = wanted.path(kind.uniqueField()).asText();
        refuseDuplicate(realm, kind, name);
        var id = nextId(realm);
        var created = Json.object()
                .put(ID, id)
                .put(SYNC_TOKEN, "0")
                .put("domain", "QBO")
                .put("sparse", false);
        wanted.properties().forEach(field -> created.set(field.getKey(), field.getValue()));
        created.put(ID, id).put(SYNC_TOKEN, "0");
        if (name.isBlank()) {
            created.put(kind.uniqueField(), id);
        }
        var now = clock.instant().toString();
        created.putObject("MetaData").put("CreateTime", now).put("LastUpdatedTime", now);
        if (kind.isDocument() && !created.hasNonNull("TxnDate")) {
            created.put("TxnDate", clock.today().toString());
        }
        store(realm, kind, created);
        return created;
    }

    /** Changes a record that nobody else has changed since it was read; a sparse change leaves out what stays. */
    ObjectNode update(String realm, EntityKind kind, ObjectNode wanted) {
        var current = get(realm, kind, wanted.path(ID).asText());
        if (!current.path(SYNC_TOKEN).asText().equals(wanted.path(SYNC_TOKEN).asText())) {
            throw AccountingFault.stale("another user");
        }
        var updated = wanted.path("sparse").asBoolean() ? current.deepCopy() : identity(current);
        wanted.properties().forEach(field -> updated.set(field.getKey(), field.getValue()));
        updated.put(SYNC_TOKEN, Integer.toString(current.path(SYNC_TOKEN).asInt() + 1));
        updated.put("sparse", false);
        updated.set("MetaData", current.get("MetaData"));
        updated.withObject("MetaData").put("LastUpdatedTime", clock.instant().toString());
        var name = current.path(kind.uniqueField()).asText();
        if (!name.equals(updated.path(kind.uniqueField()).asText())) {
            refuseDuplicate(realm, kind, updated.path(kind.uniqueField()).asText());
            byName.remove(nameKey(realm, kind, name));
        }
        store(realm, kind, updated);
        return updated;
    }

    private static ObjectNode identity(ObjectNode current) {
        return Json.object().put(ID, current.path(ID).asText()).put("domain", "QBO");
    }

    private void refuseDuplicate(String realm, EntityKind kind, String name) {
        var existing = byName.find(nameKey(realm, kind, name));
        if (name.isBlank() || existing.isEmpty()) {
            return;
        }
        var id = existing.get().path(ID).asText();
        if (kind == EntityKind.CUSTOMER) {
            throw AccountingFault.validation(
                    6240,
                    "Duplicate Name Exists Error",
                    "The name supplied already exists. : Another customer is already using this name. Id=" + id,
                    "");
        }
        throw AccountingFault.validation(
                6140,
                "Duplicate Document Number Error",
                "Duplicate Document Number Error : You must specify a different number. This number has already been used."
                        + " DocNumber=" + name + " is assigned to TxnType=" + kind.wireName() + " with TxnId=" + id,
                "");
    }

    private void store(String realm, EntityKind kind, ObjectNode entity) {
        var id = entity.path(ID).asText();
        records.put(key(realm, kind, id), entity);
        byName.put(
                nameKey(realm, kind, entity.path(kind.uniqueField()).asText()),
                Json.object().put(ID, id));
    }

    private String nextId(String realm) {
        var next = numbers.find(realm).map(last -> last.path("last").intValue()).orElse(0) + 1;
        numbers.put(realm, Json.object().put("last", next));
        return Integer.toString(next);
    }

    Optional<ObjectNode> find(String realm, EntityKind kind, String id) {
        return records.find(key(realm, kind, id));
    }

    ObjectNode get(String realm, EntityKind kind, String id) {
        return find(realm, kind, id).orElseThrow(() -> AccountingFault.notFound(kind.wireName(), id));
    }

    /** All of a kind, or those whose field has the value; the id and the unique name are found without a scan. */
    List<ObjectNode> query(String realm, Query query) {
        var kind = query.kind();
        if (query.field().isEmpty()) {
            return all(realm, kind);
        }
        var field = query.field();
        if (field.equalsIgnoreCase(ID)) {
            return find(realm, kind, query.value()).stream().toList();
        }
        if (field.equalsIgnoreCase(kind.uniqueField())) {
            return byName
                    .find(nameKey(realm, kind, query.value()))
                    .flatMap(reference -> find(realm, kind, reference.path(ID).asText()))
                    .stream()
                    .toList();
        }
        return all(realm, kind).stream()
                .filter(entity -> text(entity.path(field)).equals(query.value()))
                .toList();
    }

    private static String text(JsonNode value) {
        return value.has("value") ? value.path("value").asText() : value.asText();
    }

    private List<ObjectNode> all(String realm, EntityKind kind) {
        return records.under(realm + "/" + kind + "/").stream()
                .map(Documents.Entry::document)
                .toList();
    }

    private static String key(String realm, EntityKind kind, String id) {
        return realm + "/" + kind + "/" + "0".repeat(Math.max(0, 9 - id.length())) + id;
    }

    private static String nameKey(String realm, EntityKind kind, String name) {
        return realm + "/" + kind + "/" + name;
    }
}
