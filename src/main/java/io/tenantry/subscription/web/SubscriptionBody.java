package io.tenantry.subscription.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tenantry.subscription.BillAt;
import io.tenantry.subscription.NewSubscription;
import io.tenantry.subscription.Placement;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An order for a subscription or add-on. */
record SubscriptionBody(
        @NotBlank @Schema(description = "The tenant that gets it; its customer pays") String providerAccountNumber,
        @NotBlank @Schema(description = "productId:skuId", example = "CFQ7TTC0LFLX:0001") String partNumber,
        @Nullable @Schema(description = "Prints on the invoice; the product's title unless given") String name,
        @Nullable @Schema(description = "The customer's default contract unless given") String contractNumber,
        @NotNull Integer quantity,
        @NotBlank @Schema(description = "A unit of Unit Mapping", example = "MONTHLY") String salesUnit,
        @NotBlank @Schema(example = "P1Y") String term,
        @NotBlank @Schema(example = "MONTHLY") String billingPlan,
        @Nullable @Schema(description = "Selling price of one sales unit; the price list's unless given")
                BigDecimal unitPrice,
        @Nullable @Schema(description = "Of the unit price") String currency,
        @NotNull @Schema(description = "First day that counts; 90 days back to one year ahead") LocalDate startDate,
        @Nullable Boolean autoRenew,
        @Nullable @Schema(description = "The true base subscription of an add-on") String parentNumber,
        @Nullable Boolean billable,
        @Nullable Boolean showOnInvoice,
        @Nullable Boolean displayOnPortal,
        @Nullable @Schema(description = "So many for each of the parent's; does not follow unless given")
                Integer parentRatio,
        @Nullable @Schema(description = "PARENT rolls a billable add-on up into its parent's line; SELF unless given")
                BillAt billAt,
        @Nullable @Schema(description = "The parent that provisions it, for a product of a linked provider")
                String linkedTo) {

    Placement placement() {
        return new Placement(null, parentRatio, billAt == null ? BillAt.SELF : billAt);
    }

    NewSubscription order() {
        return new NewSubscription(
                providerAccountNumber,
                partNumber,
                name,
                contractNumber,
                quantity,
                salesUnit,
                term,
                billingPlan,
                Amounts.money(unitPrice, currency),
                startDate,
                unlessSaid(autoRenew),
                parentNumber,
                unlessSaid(billable),
                unlessSaid(showOnInvoice),
                unlessSaid(displayOnPortal),
                linkedTo);
    }

    private static boolean unlessSaid(@Nullable Boolean wish) {
        return wish == null || wish;
    }
}
