package io.tenantry.sandbox.partnercenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantry.sandbox.http.SandboxEndpoint;
import io.tenantry.sandbox.http.WireError;
import io.tenantry.sandbox.world.Json;
import io.tenantry.sandbox.world.SandboxClock;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Products, their SKUs, and what is available of them in a country. */
@SandboxEndpoint
@RequestMapping("/v1/products")
public final class CatalogEndpoint {

    private final Catalog catalog;
    private final SandboxClock clock;

    public CatalogEndpoint(Catalog catalog, SandboxClock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    @GetMapping
    ObjectNode products(@RequestParam String country) {
        checkMarket(country);
        var byId = new LinkedHashMap<String, ObjectNode>();
        catalog.skus(country).forEach(sku -> byId.putIfAbsent(sku.first().productId(), product(sku)));
        return Listing.of("/products?country=" + country, byId.values().stream().toList());
    }

    @GetMapping("/{product}")
    ObjectNode product(@PathVariable String product, @RequestParam String country) {
        checkMarket(country);
        return catalog.skus(country).stream()
                .filter(sku -> sku.first().productId().equals(product))
                .findFirst()
                .map(CatalogEndpoint::product)
                .orElseThrow(() -> noProduct(product));
    }

    @GetMapping("/{product}/skus")
    ObjectNode skus(@PathVariable String product, @RequestParam String country) {
        checkMarket(country);
        var items = catalog.skus(country).stream()
                .filter(sku -> sku.first().productId().equals(product))
                .map(this::sku)
                .toList();
        if (items.isEmpty()) {
            throw noProduct(product);
        }
        return Listing.of("/products/" + product + "/skus?country=" + country, items);
    }

    @GetMapping("/{product}/skus/{sku}")
    ObjectNode sku(@PathVariable String product, @PathVariable String sku, @RequestParam String country) {
        return sku(find(product, sku, country));
    }

    @GetMapping("/{product}/skus/{sku}/availabilities")
    ObjectNode availabilities(@PathVariable String product, @PathVariable String sku, @RequestParam String country) {
        var self = "/products/" + product + "/skus/" + sku + "/availabilities?country=" + country;
        return Listing.of(self, List.of(availability(find(product, sku, country))));
    }

    @GetMapping("/{product}/skus/{sku}/availabilities/{id}")
    ObjectNode availability(
            @PathVariable String product,
            @PathVariable String sku,
            @PathVariable String id,
            @RequestParam String country) {
        var found = find(product, sku, country);
        if (!found.item().availabilityId().equals(id)) {
            throw Refusal.notFound(400019, "Availability " + id + " was not found.");
        }
        return availability(found);
    }

    private Sku find(String product, String sku, String country) {
        checkMarket(country);
        return catalog.sku(country, product, sku)
                .orElseThrow(() -> Refusal.notFound(400018, "SKU " + product + ":" + sku + " was not found."));
    }

    private static WireError noProduct(String product) {
        return Refusal.notFound(400013, "Product " + product + " was not found.");
    }

    private void checkMarket(String country) {
        if (!catalog.hasMarket(country)) {
            throw Refusal.badRequest(2000, "There is no price sheet of the country '" + country + "'.");
        }
    }

    private static ObjectNode product(Sku sku) {
        var row = sku.first();
        var product = Json.object()
                .put("id", row.productId())
                .put("title", row.productTitle())
                .put("description", row.productTitle());
        product.putObject("productType").put("id", "OnlineServicesNCE").put("displayName", "OnlineServicesNCE");
        product.put("isMicrosoftProduct", true).put("publisherName", row.publisher());
        var links = product.putObject("links");
        var self = "/products/" + row.productId();
        links.set("skus", Listing.link(self + "/skus?country=" + sku.market()));
        links.set("self", Listing.link(self + "?country=" + sku.market()));
        return product;
    }

    private ObjectNode sku(Sku sku) {
        var row = sku.first();
        var json = Json.object()
                .put("id", row.skuId())
                .put("productId", row.productId())
                .put("title", sku.title())
                .put("description", sku.title())
                .put("minimumQuantity", 1)
                .put("maximumQuantity", Sku.MAXIMUM_QUANTITY)
                .put("isTrial", sku.isTrial());
        var cycles = json.putArray("supportedBillingCycles");
        sku.rows().stream().map(PriceRow::billingCycle).distinct().forEach(cycles::add);
        json.putArray("purchasePrerequisites");
        json.putArray("provisioningVariables");
        var attributes = json.putObject("dynamicAttributes").put("isAddon", catalog.isAddOn(row.productId()));
        var bases = attributes.putArray("prerequisiteSkus");
        catalog.skus(sku.market()).stream()
                .map(Sku::first)
                .filter(base -> catalog.isBaseOf(base.productId(), row.productId()))
                .forEach(base -> bases.add(base.productId() + ":" + base.skuId()));
        return json;
    }

    private ObjectNode availability(Sku sku) {
        var item = sku.item();
        var json = Json.object()
                .put("id", item.availabilityId())
                .put("productId", item.productId())
                .put("skuId", item.skuId())
                .put("catalogItemId", item.toString())
                .put("country", sku.market())
                .put("isPurchasable", true)
                .put("isRenewable", true);
        json.putObject("defaultCurrency").put("code", sku.first().currency());
        var terms = json.putArray("terms");
        for (var row : sku.pricesAt(clock.instant())) {
            var term = terms.addObject()
                    .put("id", row.termDuration() + "-" + row.billingCycle())
                    .put("duration", row.termDuration())
                    .put("description", row.termDuration() + " commitment, billed " + row.billingCycle())
                    .put("billingCycle", capitalised(row.billingCycle()));
            term.putArray("cancellationPolicies")
                    .addObject()
                    .putArray("refundOptions")
                    .addObject()
                    .put("sequenceId", 0)
                    .put("type", "Full")
                    .put("expiresAfter", "P1D");
        }
        return json;
    }

    private static String capitalised(String cycle) {
        return Character.toUpperCase(cycle.charAt(0)) + cycle.substring(1);
    }
}
