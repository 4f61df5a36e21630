package io.tenantry.charge.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenantry.charge.DiscountView;
import io.tenantry.charge.Discounts;
import io.tenantry.charge.NewDiscount;
import io.tenantry.shared.web.ETags;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/billing-contracts/{contract}/discounts")
@Tag(name = "Discounts", description = "What a contract is spared")
class DiscountsController {

    private final Discounts discounts;

    DiscountsController(Discounts discounts) {
        this.discounts = discounts;
    }

    /**
     * @param provider of the product; partner-center if left out
     * @param productPartNumber limits the discount to a product
     * @param subscriptionNumber limits the discount to a subscription
     * @param from the first day; cycles that begin on it or later are discounted
     * @param to the first day not any more; open if left out
     */
    record Granted(
            @NotBlank String name,
            @NotNull BigDecimal percent,
            @Nullable String provider,
            @Nullable String productPartNumber,
            @Nullable String subscriptionNumber,
            @NotNull LocalDate from,
            @Nullable LocalDate to) {}

    /** @param on the first day on which no cycle is discounted any more */
    record DiscountEnd(@NotNull LocalDate on) {}

    @GetMapping
    @Operation(summary = "A contract's discounts, the newest first")
    List<DiscountView> of(@PathVariable String contract) {
        return discounts.of(contract);
    }

    @PostMapping
    @Operation(
            summary = "Grant a discount",
            description = "It holds for the cycles that begin in its span. The nearest one counts: a subscription's "
                    + "before a product's before the contract's.")
    ResponseEntity<DiscountView> grant(@PathVariable String contract, @Valid @RequestBody Granted body) {
        var discount = discounts.grant(
                contract,
                new NewDiscount(
                        body.name(),
                        body.percent(),
                        body.provider(),
                        body.productPartNumber(),
                        body.subscriptionNumber(),
                        body.from(),
                        body.to()));
        return ETags.created("/api/v1/billing-contracts/" + contract + "/discounts", discount, discount.version());
    }

    @PostMapping("/{id}/end")
    @Operation(summary = "End a discount, or withdraw one that has not begun")
    ResponseEntity<DiscountView> end(
            @PathVariable String contract,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody DiscountEnd body) {
        var discount = discounts.end(contract, id, body.on(), ETags.expected(ifMatch));
        return ETags.ok(discount, discount.version());
    }
}
