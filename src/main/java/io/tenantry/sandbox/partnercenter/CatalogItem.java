package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** The identifier of something that can be ordered: product, SKU and availability with colons between them. */
record CatalogItem(String productId, String skuId, String availabilityId) {

    private static final Pattern PARTS = Pattern.compile("([^:]+):([^:]+):([^:]+)");

    static Optional<CatalogItem> parse(String text) {
        var parts = PARTS.matcher(text);
        return parts.matches()
                ? Optional.of(new CatalogItem(parts.group(1), parts.group(2), parts.group(3)))
                : Optional.empty();
    }

    void addLinks(ObjectNode links, String country) {
        var product = "/products/" + productId;
        var sku = product + "/skus/" + skuId;
        links.set("product", Listing.link(product + "?country=" + country));
        links.set("sku", Listing.link(sku + "?country=" + country));
        links.set("availability", Listing.link(sku + "/availabilities/" + availabilityId + "?country=" + country));
    }

    @Override
    public String toString() {
        return productId + ":" + skuId + ":" + availabilityId;
    }
}
