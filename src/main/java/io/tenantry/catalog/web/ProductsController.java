package io.tenantry.catalog.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.catalog.OfferedProduct;
import io.tenantry.catalog.ProductView;
import io.tenantry.catalog.Products;
import io.tenantry.catalog.Products.ProductRules;
import io.tenantry.catalog.QuantityReduction;
import io.tenantry.shared.Page;
import io.tenantry.shared.web.ETags;
import io.tenantry.shared.web.PageQuery;
import io.tenantry.shared.web.Pages;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Objects;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/products")
@Tag(name = "Catalog", description = "What can be sold and in which unit")
class ProductsController {

    private final Products products;

    ProductsController(Products products) {
        this.products = products;
    }

    /**
     * @param quantityReductionBehavior QRB; null allows
     * @param quantityReductionWindow QRW in days
     * @param taxCategory by which of a tax service's rates it is taxed; left out, it stays
     */
    record Rules(
            QuantityReduction.@Nullable Behavior quantityReductionBehavior,
            @Nullable Integer quantityReductionWindow,
            @NotNull Boolean active,
            @Nullable String taxCategory) {}

    @GetMapping
    @Operation(summary = "Products by title, or those whose title or part number holds the searched words")
    ResponseEntity<Page<ProductView>> search(
            @RequestParam(defaultValue = "") String search, @ParameterObject PageQuery page) {
        return Pages.ok(products.search(search, page.paging()));
    }

    @GetMapping("/{provider}/{partNumber}")
    @Operation(summary = "A product by its provider and part number, such as CFQ7TTC0LH18:0001")
    ResponseEntity<ProductView> get(@PathVariable String provider, @PathVariable String partNumber) {
        return answer(products.get(provider, partNumber));
    }

    /**
     * A product that no price sheet brings.
     *
     * @param skuTitle the title where it has none of its own
     * @param publisher of whom it is; empty for one of our own
     */
    record NewProduct(
            @NotBlank String provider,
            @NotBlank String partNumber,
            @NotBlank String title,
            @Nullable String skuTitle,
            @Nullable String publisher) {

        OfferedProduct offered() {
            return new OfferedProduct(
                    partNumber,
                    title.strip(),
                    Objects.requireNonNullElse(skuTitle, title).strip(),
                    Objects.requireNonNullElse(publisher, "").strip());
        }
    }

    @PostMapping
    @Operation(summary = "Add a product of a provider that hands out no price sheets")
    ResponseEntity<ProductView> add(@Valid @RequestBody NewProduct product) {
        var added = products.add(product.provider(), product.offered());
        return ETags.created(
                "/api/v1/products/" + added.provider() + "/" + added.providerPartNumber(), added, added.version());
    }

    @PutMapping("/{provider}/{partNumber}")
    @Operation(
            summary = "Change how a quantity may be reduced (QRB, QRW), whether it is still sold, and its tax category")
    ResponseEntity<ProductView> change(
            @PathVariable String provider,
            @PathVariable String partNumber,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody Rules rules) {
        var reduction = new QuantityReduction(rules.quantityReductionBehavior(), rules.quantityReductionWindow());
        return answer(products.change(
                provider,
                partNumber,
                new ProductRules(reduction, rules.active(), rules.taxCategory(), ETags.expected(ifMatch))));
    }

    private static ResponseEntity<ProductView> answer(ProductView product) {
        return ETags.ok(product, product.version());
    }
}
