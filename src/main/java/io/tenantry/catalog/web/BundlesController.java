package io.tenantry.catalog.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.catalog.BundleView;
import io.tenantry.catalog.Bundles;
import io.tenantry.catalog.NewBundlePart;
import io.tenantry.catalog.ProductBases;
import io.tenantry.catalog.ProductView;
import io.tenantry.catalog.Products;
import io.tenantry.shared.web.ETags;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
@RequestMapping("/api/v1")
@Tag(name = "Catalog")
class BundlesController {

    private final Bundles bundles;
    private final ProductBases bases;
    private final Products products;

    BundlesController(Bundles bundles, ProductBases bases, Products products) {
        this.bundles = bundles;
        this.bases = bases;
        this.products = products;
    }

    record NewBundle(@NotBlank @Schema(example = "BUNDLE:OFFICE") String partNumber, @NotBlank String title) {}

    record PartBody(
            @NotBlank @Schema(example = "partner-center") String provider,
            @NotBlank @Schema(description = "productId:skuId") String partNumber,
            @Nullable @Schema(description = "Position of the part it hangs below; the bundle itself unless given")
                    Integer above,
            @NotNull @Schema(description = "For each one of what it hangs below") Integer quantity,
            @Nullable @Schema(description = "Whether it costs extra; no unless said") Boolean billable,
            @Nullable @Schema(description = "Yes unless said") Boolean showOnInvoice) {

        NewBundlePart part() {
            return new NewBundlePart(
                    provider,
                    partNumber,
                    above,
                    quantity,
                    Boolean.TRUE.equals(billable),
                    showOnInvoice == null || showOnInvoice);
        }
    }

    record BasesBody(
            @NotNull @Schema(description = "Part numbers of the same provider; empty makes it no add-on")
                    List<String> bases,
            @NotBlank String reason) {}

    @GetMapping("/bundles")
    @Operation(summary = "All product bundles by title")
    List<BundleView> all() {
        return bundles.all();
    }

    @GetMapping("/bundles/{partNumber}")
    @Operation(summary = "A product bundle with its parts")
    ResponseEntity<BundleView> get(@PathVariable String partNumber) {
        return answer(bundles.get(partNumber));
    }

    @PostMapping("/bundles")
    @Operation(summary = "Open a product bundle, without parts yet")
    ResponseEntity<BundleView> create(@Valid @RequestBody NewBundle body) {
        var bundle = bundles.create(body.partNumber().strip(), body.title().strip());
        return ETags.created("/api/v1/bundles/" + bundle.partNumber(), bundle, bundle.version());
    }

    @PostMapping("/bundles/{partNumber}/parts")
    @Operation(summary = "Add a part; only until the bundle is published")
    ResponseEntity<BundleView> add(
            @PathVariable String partNumber,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody PartBody body) {
        return answer(bundles.add(partNumber, body.part(), ETags.expected(ifMatch)));
    }

    @PostMapping("/bundles/{partNumber}/publication")
    @Operation(summary = "Publish a bundle: it can be sold, and its parts cannot change any more")
    ResponseEntity<BundleView> publish(
            @PathVariable String partNumber,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return answer(bundles.publish(partNumber, ETags.expected(ifMatch)));
    }

    @GetMapping("/products/{provider}/{partNumber}/bases")
    @Operation(summary = "Of which products this one may be an add-on; empty for one that is no add-on")
    List<ProductView> bases(@PathVariable String provider, @PathVariable String partNumber) {
        return bases.of(products.get(provider, partNumber).id());
    }

    @PutMapping("/products/{provider}/{partNumber}/bases")
    @Operation(summary = "Say of which products this one may be an add-on")
    List<ProductView> setBases(
            @PathVariable String provider, @PathVariable String partNumber, @Valid @RequestBody BasesBody body) {
        return bases.set(provider, partNumber, body.bases(), body.reason());
    }

    private static ResponseEntity<BundleView> answer(BundleView bundle) {
        return ETags.ok(bundle, bundle.version());
    }
}
