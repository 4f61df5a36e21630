package io.tenantry.pricing.web;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.catalog.ProductView;
import io.tenantry.catalog.Products;
import io.tenantry.catalog.Units;
import io.tenantry.pricing.NewPriceListItem;
import io.tenantry.pricing.PriceListItemView;
import io.tenantry.pricing.PriceListItems;
import io.tenantry.pricing.PriceListView;
import io.tenantry.pricing.PriceLists;
import io.tenantry.pricing.PriceLists.ItemFilter;
import io.tenantry.pricing.PriceLists.PriceChange;
import io.tenantry.pricing.PriceSheets;
import io.tenantry.shared.Money;
import io.tenantry.shared.Page;
import io.tenantry.shared.web.ETags;
import io.tenantry.shared.web.PageQuery;
import io.tenantry.shared.web.Pages;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/price-lists")
@Tag(name = "Pricing")
class PriceListsController {

    private final PriceLists priceLists;
    private final PriceListItems items;
    private final Products products;
    private final Units units;

    PriceListsController(PriceLists priceLists, PriceListItems items, Products products, Units units) {
        this.priceLists = priceLists;
        this.items = items;
        this.products = products;
        this.units = units;
    }

    /**
     * Which items of a list are asked for.
     *
     * @param provider whose part number it is; Partner Center's if left out
     * @param partNumber all products if left out
     * @param day all days if left out
     */
    record ItemQuery(@Nullable String provider, @Nullable String partNumber, @Nullable LocalDate day) {}

    /**
     * A price that no price sheet brought.
     *
     * @param provider whose part number it is; Partner Center's if left out
     * @param from its first day
     */
    record NewItem(
            @Nullable String provider,
            @NotBlank String partNumber,
            @NotBlank String unit,
            @NotBlank String term,
            @NotNull LocalDate from,
            @NotNull BigDecimal sellingPrice,
            @NotNull BigDecimal costPrice) {}

    /** @param from the new price's first day; today at the earliest */
    record NewPrice(@NotNull LocalDate from, @NotNull BigDecimal sellingPrice, @NotNull BigDecimal costPrice) {}

    /** @param validTo the first day that the price is not valid any more; 9999-12-31 while it has no end */
    record PriceListItemBody(
            UUID id,
            String partNumber,
            String title,
            String unit,
            String term,
            BigDecimal sellingPrice,
            BigDecimal costPrice,
            String currency,
            LocalDate validFrom,
            LocalDate validTo) {

        static PriceListItemBody of(PriceListItemView item, ProductView product) {
            return new PriceListItemBody(
                    item.id(),
                    product.providerPartNumber(),
                    product.title(),
                    item.unit(),
                    item.term(),
                    decimals(item.sellingPrice()),
                    decimals(item.costPrice()),
                    item.sellingPrice().currency().getCurrencyCode(),
                    item.valid().from(),
                    item.valid().to());
        }

        /** As many decimals as the price needs, and as its currency has: 7.20 USD, 1080 JPY, 0.0125 USD. */
        private static BigDecimal decimals(Money price) {
            var shortest = price.amount().stripTrailingZeros();
            return shortest.setScale(Math.max(shortest.scale(), price.currency().getDefaultFractionDigits()));
        }
    }

    @GetMapping
    @Operation(summary = "All price lists by name")
    List<PriceListView> all() {
        return priceLists.all();
    }

    @GetMapping("/{id}")
    @Operation(summary = "A price list")
    PriceListView get(@PathVariable UUID id) {
        return priceLists.get(id);
    }

    @GetMapping("/{id}/items")
    @Operation(summary = "The dated prices of a list, of all or one product, on all or one day")
    ResponseEntity<Page<PriceListItemBody>> items(
            @PathVariable UUID id, @ParameterObject ItemQuery query, @ParameterObject PageQuery page) {
        var partNumber = query.partNumber();
        var product = partNumber == null
                ? null
                : product(query.provider(), partNumber).id();
        var found = priceLists.items(new ItemFilter(id, product, query.day()), page.paging());
        var named = products.all(found.items().stream()
                .map(PriceListItemView::productId)
                .distinct()
                .toList());
        return Pages.ok(found.map(item -> PriceListItemBody.of(item, requireNonNull(named.get(item.productId())))));
    }

    @GetMapping("/{id}/items/{itemId}")
    @Operation(summary = "A dated price")
    ResponseEntity<PriceListItemBody> item(@PathVariable UUID id, @PathVariable UUID itemId) {
        return answer(priceLists.item(id, itemId));
    }

    @PostMapping("/{id}/items")
    @Operation(summary = "Price a product in a unit and for a term that no price sheet brought, from a day on")
    ResponseEntity<PriceListItemBody> add(@PathVariable UUID id, @Valid @RequestBody NewItem item) {
        var currency = priceLists.get(id).currency();
        var product = product(item.provider(), item.partNumber());
        units.get(item.unit());
        var added = items.add(new NewPriceListItem(
                id,
                product.id(),
                item.unit(),
                item.term(),
                Money.of(item.sellingPrice(), currency),
                Money.of(item.costPrice(), currency),
                item.from()));
        return ETags.created(
                "/api/v1/price-lists/" + id + "/items/" + added.id(),
                PriceListItemBody.of(added, product),
                added.version());
    }

    @PutMapping("/{id}/items/{itemId}")
    @Operation(summary = "Change a price from a day on; a past price is never rewritten")
    ResponseEntity<PriceListItemBody> changePrice(
            @PathVariable UUID id,
            @PathVariable UUID itemId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody NewPrice price) {
        var currency = priceLists.get(id).currency();
        return answer(priceLists.changePrice(new PriceChange(
                id,
                itemId,
                price.from(),
                Money.of(price.sellingPrice(), currency),
                Money.of(price.costPrice(), currency),
                ETags.expected(ifMatch))));
    }

    private ProductView product(@Nullable String provider, String partNumber) {
        return products.get(requireNonNullElse(provider, PriceSheets.PROVIDER), partNumber);
    }

    private ResponseEntity<PriceListItemBody> answer(PriceListItemView item) {
        return ETags.ok(PriceListItemBody.of(item, products.get(item.productId())), item.version());
    }
}
