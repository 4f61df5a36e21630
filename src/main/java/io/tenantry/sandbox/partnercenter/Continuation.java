package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.WireError;
import io.tenantry.sandbox.world.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Where a list goes on: the last key of a page, and the page size and filter that the next request may leave out. */
record Continuation(String lastSeen, int size, Optional<String> filter) {

    static Continuation parse(String token) {
        try {
            var json = Json.readObject(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8));
            var filter = Optional.ofNullable(json.get("filter")).map(node -> node.asText());
            return new Continuation(
                    json.path("last").asText(), json.path("size").intValue(), filter);
        } catch (IllegalArgumentException e) {
            throw noMoreRecords();
        }
    }

    /** What Microsoft's own clients read as "no more records". */
    static WireError noMoreRecords() {
        return Refusal.badRequest(2000, "The continuation token is missing, unknown or at its end.");
    }

    String token() {
        var json = Json.object().put("last", lastSeen).put("size", size);
        filter.ifPresent(text -> json.put("filter", text));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Json.write(json).getBytes(StandardCharsets.UTF_8));
    }

    /** Clients look for the token in the body or among the headers of the next link: it is in both. */
    void writeTo(ObjectNode listing) {
        listing.put("continuationToken", token());
        var next = Listing.link("/customers?size=" + size + "&seekOperation=Next");
        next.withArray("headers").addObject().put("key", "MS-ContinuationToken").put("value", token());
        listing.withObject("links").set("next", next);
    }
}
