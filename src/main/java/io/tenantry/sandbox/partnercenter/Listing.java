package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.world.Json;
import java.util.List;

/** Partner Center's shape of a collection, and of a link: relative, and without the version. */
final class Listing {

    private Listing() {}

    static ObjectNode of(String self, List<? extends JsonNode> items) {
        var listing = Json.object().put("totalCount", items.size());
        var array = listing.putArray("items");
        items.forEach(array::add);
        listing.putObject("links").set("self", link(self));
        listing.putObject("attributes").put("objectType", "Collection");
        return listing;
    }

    static ObjectNode link(String uri) {
        var link = Json.object().put("uri", uri).put("method", "GET");
        link.putArray("headers");
        return link;
    }
}
