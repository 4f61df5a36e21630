package io.tenantry.subscription.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.subscription.BundleOrders;
import io.tenantry.subscription.NewBundleOrder;
import io.tenantry.subscription.TreeView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/subscriptions/bundles")
@Tag(name = "Subscriptions")
class BundleOrdersController {

    private final BundleOrders orders;

    BundleOrdersController(BundleOrders orders) {
        this.orders = orders;
    }

    record BundleOrderBody(
            @NotBlank @Schema(description = "The tenant that gets it; its customer pays") String providerAccountNumber,
            @NotBlank @Schema(example = "BUNDLE:OFFICE") String bundlePartNumber,
            @Nullable @Schema(description = "The customer's default contract unless given") String contractNumber,
            @NotNull @Schema(description = "Of the bundle; its parts multiply it") Integer quantity,
            @NotBlank @Schema(description = "A unit of Unit Mapping", example = "MONTHLY") String salesUnit,
            @NotBlank @Schema(example = "P1Y") String term,
            @NotBlank @Schema(example = "MONTHLY") String billingPlan,
            @Nullable @Schema(description = "Of one sales unit of the bundle; the price list's unless given")
                    BigDecimal unitPrice,
            @Nullable @Schema(description = "Of the unit price") String currency,
            @Nullable @Schema(description = "The bundle costs what its parts would that cost nothing; no unless said")
                    Boolean rollUp,
            @NotNull LocalDate startDate,
            @Nullable Boolean autoRenew,
            @Nullable Boolean displayOnPortal) {

        NewBundleOrder order() {
            return new NewBundleOrder(
                    providerAccountNumber,
                    bundlePartNumber,
                    contractNumber,
                    quantity,
                    salesUnit,
                    term,
                    billingPlan,
                    Amounts.money(unitPrice, currency),
                    rollUp != null && rollUp,
                    startDate,
                    autoRenew == null || autoRenew,
                    displayOnPortal == null || displayOnPortal);
        }
    }

    @PostMapping
    @Operation(summary = "Order a bundle: the whole tree of its parts at once, each awaiting provisioning")
    ResponseEntity<TreeView> order(@Valid @RequestBody BundleOrderBody body) {
        var tree = orders.order(body.order());
        return ResponseEntity.created(URI.create("/api/v1/subscriptions/" + tree.number() + "/tree"))
                .body(tree);
    }
}
